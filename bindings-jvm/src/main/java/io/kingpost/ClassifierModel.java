package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.Map;

/** Puts texts or features into classes. */
public final class ClassifierModel extends Model {
    ClassifierModel(NativeModel handle) {
        super(handle);
    }

    /**
     * The class of each row.
     *
     * @param data texts or features, as at the fit
     * @return {@code label}, {@code probability}
     */
    public Frame predict(Data data) {
        return frame("predict", null, data, RunOptions.DEFAULT);
    }

    /**
     * The class of each text.
     *
     * @param texts the texts
     * @return {@code label}, {@code probability}
     */
    public Frame predict(String... texts) {
        return predict(Frame.texts(texts));
    }

    /**
     * The probability of each class.
     *
     * @param data texts or features, as at the fit
     * @return a column a class, named by it
     */
    public Frame predictProba(Data data) {
        return frame("predict_proba", null, data, RunOptions.DEFAULT);
    }

    /**
     * The classes in order, of the type that the labels had.
     *
     * @return the classes
     */
    public Column classes() {
        return frame("classes", null, null, RunOptions.DEFAULT).column("class");
    }

    /**
     * Why: the strongest features of each row.
     *
     * @param data texts or features, as at the fit
     * @param args the arguments of {@code explain} by name; null for the defaults
     * @return the features
     */
    public Frame explain(Data data, Map<String, ?> args) {
        return frame("explain", args, data, RunOptions.DEFAULT);
    }

    /**
     * Learns from more texts, so that data larger than memory is fitted in parts: the model is then that of a fit to all of
     * them. The first part must have every class.
     *
     * @param data texts and labels, in the columns of the fit
     * @return {@code rows}: how many were taken in
     * @throws KingpostException {@code kp.unsupported} where a component needs all data at once; {@code kp.invalid_data} for
     *     labels that the fit did not know; the model is then unchanged
     */
    public Frame update(Frame data) {
        return update(data, RunOptions.DEFAULT);
    }
}
