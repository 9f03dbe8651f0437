package io.kingpost;

import io.kingpost.internal.NativeModel;

/** A detector that scores rows one after the other and learns from each. */
public final class StreamModel extends Model {
    StreamModel(NativeModel handle) {
        super(handle);
    }

    /**
     * Scores each row, then learns from it.
     *
     * @param data the columns of the fit, in any order
     * @return {@code score}, {@code anomaly}, {@code probability}
     * @throws KingpostException {@code kp.invalid_data} for other columns; the model is then unchanged
     */
    public Frame update(Data data) {
        return update(data, RunOptions.DEFAULT);
    }

    /**
     * Scores one row of numbers, then learns from it.
     *
     * @param row the columns of the fit in order, named x0, x1, ...
     * @return the score
     */
    public double update(double... row) {
        return update(Frame.matrix(row)).getDoubles("score")[0];
    }

    /**
     * Scores without learning.
     *
     * @param data the columns of the fit, in any order
     * @return one score a row; higher is more anomalous
     */
    public double[] score(Data data) {
        return frame("score", null, data, RunOptions.DEFAULT).getDoubles("score");
    }

    /**
     * Scores and judgements without learning.
     *
     * @param data the columns of the fit, in any order
     * @return {@code score}, {@code anomaly}, {@code probability}
     */
    public Frame predict(Data data) {
        return frame("predict", null, data, RunOptions.DEFAULT);
    }

    /**
     * A copy that is updated apart from this one.
     *
     * @return the copy, to be closed by itself
     */
    public StreamModel copy() {
        return new StreamModel(duplicate());
    }
}
