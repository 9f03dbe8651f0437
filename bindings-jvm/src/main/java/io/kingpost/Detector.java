package io.kingpost;

import java.util.Map;

/** A component that scores the rows of a table. */
public abstract class Detector extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Detector(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Fits a table; every column is a feature.
     *
     * @param data the table
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(Data data) {
        return fit(data, RunOptions.DEFAULT);
    }

    /**
     * Fits the rows of a matrix; see {@link Frame#matrix}.
     *
     * @param rows the rows
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(double[][] rows) {
        return fit(Frame.matrix(rows), RunOptions.DEFAULT);
    }

    /**
     * Fits a table; every column is a feature.
     *
     * @param data the table
     * @param run how it is to be carried out
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(Data data, RunOptions run) {
        return (DetectorModel) fitTo(data, null, null, run);
    }
}
