package io.kingpost;

import io.kingpost.internal.NativeModel;

/** Makes features of texts. */
public final class VectorizerModel extends Model {
    VectorizerModel(NativeModel handle) {
        super(handle);
    }

    /**
     * The features of texts.
     *
     * @param data the texts in the column of the fit
     * @return one row a text
     */
    public Csr transform(Data data) {
        return (Csr) call("transform", null, data, RunOptions.DEFAULT);
    }

    /**
     * The features of texts.
     *
     * @param texts the texts
     * @return one row a text
     */
    public Csr transform(String... texts) {
        return transform(Frame.texts(texts));
    }

    /**
     * The name of each feature.
     *
     * @return as many names as the matrix has columns
     * @throws KingpostException {@code kp.unsupported} where features have no names
     */
    public String[] featureNames() {
        return frame("feature_names", null, null, RunOptions.DEFAULT).getStrings("feature");
    }

    /**
     * Learns from more texts, so that data larger than memory is fitted in parts: the model is then that of a fit to all of
     * them.
     *
     * @param data the texts in the column of the fit
     * @return {@code rows}: how many were taken in
     * @throws KingpostException {@code kp.unsupported} where a component needs all texts at once; the model is then unchanged
     */
    public Frame update(Frame data) {
        return update(data, RunOptions.DEFAULT);
    }
}
