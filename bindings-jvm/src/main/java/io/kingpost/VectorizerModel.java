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
}
