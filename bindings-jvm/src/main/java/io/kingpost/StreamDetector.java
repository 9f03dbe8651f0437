package io.kingpost;

import java.util.Map;

/** A component that scores rows one after the other and learns from each. */
public abstract class StreamDetector extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected StreamDetector(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Begins with the rows of a table; every column is a feature.
     *
     * @param data the first rows
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public StreamModel fit(Data data) {
        return fit(data, RunOptions.DEFAULT);
    }

    /**
     * Begins with the rows of a matrix; see {@link Frame#matrix}.
     *
     * @param rows the first rows
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public StreamModel fit(double[][] rows) {
        return fit(Frame.matrix(rows), RunOptions.DEFAULT);
    }

    /**
     * Begins with the rows of a table; every column is a feature.
     *
     * @param data the first rows
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public StreamModel fit(Data data, RunOptions run) {
        return (StreamModel) fitTo(data, null, null, run);
    }
}
