package io.kingpost;

import io.kingpost.internal.NativeModel;
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
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public VectorizerModel fit(Data data, VectorizerOptions options, RunOptions run) {
        return (VectorizerModel) fitTo(data, null, options == null ? null : options.toMap(), run);
    }

    /**
     * {@code fit} and {@code transform} of the same texts, which are read once: the same bits in less time.
     *
     * @param texts the texts
     * @return the model, to be closed, and the features
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public Fitted fitTransform(String... texts) {
        return fitTransform(Frame.texts(texts), null, RunOptions.DEFAULT);
    }

    /**
     * {@code fit} and {@code transform} of the same texts, which are read once: the same bits in less time.
     *
     * @param data texts
     * @param options which column is read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed, and the features
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public Fitted fitTransform(Data data, VectorizerOptions options, RunOptions run) {
        NativeModel handle = Bridge.fitAnswer(id(), params(), data, options == null ? null : options.toMap(), run);
        return new Fitted((VectorizerModel) Model.of(handle), (Csr) Bridge.takeAnswer(handle));
    }

    /** What {@code fitTransform} gives. */
    public static final class Fitted {
        /** The fitted model, to be closed. */
        public final VectorizerModel model;
        /** The features of the texts, one row a text. */
        public final Csr features;

        Fitted(VectorizerModel model, Csr features) {
            this.model = model;
            this.features = features;
        }
    }
}
