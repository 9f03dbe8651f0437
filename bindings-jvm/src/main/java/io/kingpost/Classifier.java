package io.kingpost;

import java.util.Map;

/** A component that puts texts or features into classes. */
public abstract class Classifier extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Classifier(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Learns which class each row belongs to.
     *
     * @param data texts, or features as a matrix
     * @param target the class of each row
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public ClassifierModel fit(Data data, Column target) {
        return fit(data, target, null, RunOptions.DEFAULT);
    }

    /**
     * Learns which class each text belongs to.
     *
     * @param texts the texts
     * @param labels the class of each text
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public ClassifierModel fit(String[] texts, String[] labels) {
        return fit(Frame.texts(texts), Column.strings(Given.data(labels, "labels")), null, RunOptions.DEFAULT);
    }

    /**
     * Learns which class each row belongs to.
     *
     * @param data texts, or features as a matrix
     * @param target the class of each row; null where a column of the data has it
     * @param options which columns are read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public ClassifierModel fit(Data data, Column target, ClassifierOptions options, RunOptions run) {
        return (ClassifierModel) fitTo(data, target, options == null ? null : options.toMap(), run);
    }
}
