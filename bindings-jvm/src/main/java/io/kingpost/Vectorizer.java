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
        return fit(data, RunOptions.DEFAULT);
    }

    /**
     * Learns from texts what the features are.
     *
     * @param texts the texts
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(String... texts) {
        return fit(Frame.texts(texts), RunOptions.DEFAULT);
    }

    /**
     * Learns from texts what the features are.
     *
     * @param data texts in the column {@code text}
     * @param run how it is to be carried out
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(Data data, RunOptions run) {
        return (VectorizerModel) fitTo(data, null, null, run);
    }
}
