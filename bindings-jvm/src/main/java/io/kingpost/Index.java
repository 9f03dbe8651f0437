package io.kingpost;

import java.util.Map;

/** A component that finds the texts or vectors nearest to a query. */
public abstract class Index extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Index(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Takes in the rows of a table: ids in the column {@code id}, where there is one, and a column of texts or a column of
     * numbers for each dimension.
     *
     * @param data the items
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public IndexModel fit(Data data) {
        return fit(data, null, RunOptions.DEFAULT);
    }

    /**
     * Takes in vectors, numbered from 0; see {@link Frame#matrix}.
     *
     * @param rows the vectors
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public IndexModel fit(double[][] rows) {
        return fit(Frame.matrix(rows));
    }

    /**
     * Takes in the rows of a table.
     *
     * @param data the items
     * @param options how the table is read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public IndexModel fit(Data data, IndexOptions options, RunOptions run) {
        return (IndexModel) fitTo(data, null, options == null ? null : options.toMap(), run);
    }
}
