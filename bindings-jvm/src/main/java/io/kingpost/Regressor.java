package io.kingpost;

import java.util.Map;

/** A component that predicts a number of each text or row of features. */
public abstract class Regressor extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Regressor(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Learns the number of each row.
     *
     * @param data texts, or features as a matrix
     * @param target the number of each row
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public RegressorModel fit(Data data, Column target) {
        return fit(data, target, null, RunOptions.DEFAULT);
    }

    /**
     * Learns the number of each text.
     *
     * @param texts the texts
     * @param targets the number of each text
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public RegressorModel fit(String[] texts, double[] targets) {
        return fit(Frame.texts(texts), Column.doubles(Given.data(targets, "targets")), null, RunOptions.DEFAULT);
    }

    /**
     * Learns the number of each row.
     *
     * @param data texts, or features as a matrix
     * @param target the number of each row; null where a column of the data has it
     * @param options which columns are read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public RegressorModel fit(Data data, Column target, RegressorOptions options, RunOptions run) {
        return (RegressorModel) fitTo(data, target, options == null ? null : options.toMap(), run);
    }
}
