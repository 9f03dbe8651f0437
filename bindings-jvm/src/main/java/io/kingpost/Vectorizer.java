package io.kingpost;

import java.util.Map;

/** A component that makes features of texts. */
public abstract class Vectorizer extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Vectorizer(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Learns from texts what the features are.
     *
     * @param data texts in the column {@code text}
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(Data data) {
        return fit(data, null, RunOptions.DEFAULT);
    }

    /**
     * Learns from texts what the features are.
     *
     * @param texts the texts
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(String... texts) {
        return fit(Frame.texts(texts), null, RunOptions.DEFAULT);
    }

    /**
     * Learns from texts what the features are.
     *
     * @param data texts
     * @param options which column is read; null for the defaults
     * @param run how it is to be carried out
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(Data data, VectorizerOptions options, RunOptions run) {
        return (VectorizerModel) fitTo(data, null, options == null ? null : options.toMap(), run);
    }
}
