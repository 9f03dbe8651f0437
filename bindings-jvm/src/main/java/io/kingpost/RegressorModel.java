package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.Map;

/** Predicts a number of each text or row of features. */
public final class RegressorModel extends Model {
    RegressorModel(NativeModel handle) {
        super(handle);
    }

    /**
     * The number of each row.
     *
     * @param data texts or features, as at the fit
     * @return {@code prediction}
     */
    public Frame predict(Data data) {
        return frame("predict", null, data, RunOptions.DEFAULT);
    }

    /**
     * The number of each text.
     *
     * @param texts the texts
     * @return {@code prediction}
     */
    public Frame predict(String... texts) {
        return predict(Frame.texts(texts));
    }

    /**
     * Why: the features that move the prediction of each row most, up or down.
     *
     * @param data texts or features, as at the fit
     * @param args the arguments of {@code explain} by name; null for the defaults
     * @return the features
     */
    public Frame explain(Data data, Map<String, ?> args) {
        return frame("explain", args, data, RunOptions.DEFAULT);
    }
}
