package io.kingpost;

import io.kingpost.internal.NativeModel;

/** A fitted detector of anomalous rows. */
public final class DetectorModel extends Model {
    DetectorModel(NativeModel handle) {
        super(handle);
    }

    /**
     * One score a row; higher is more anomalous.
     *
     * @param data the columns of the fit, in any order
     * @return the scores
     * @throws KingpostException {@code kp.invalid_data} for other columns
     */
    public double[] score(Data data) {
        return frame("score", null, data, RunOptions.DEFAULT).getDoubles("score");
    }

    /**
     * One score a row of a matrix; see {@link Frame#matrix}.
     *
     * @param rows the rows
     * @return the scores
     */
    public double[] score(double[][] rows) {
        return score(Frame.matrix(rows));
    }

    /**
     * Scores, which of them are above the threshold of the fit, and the probability of a lower score: the share of such
     * among those of the fit.
     *
     * @param data the columns of the fit, in any order
     * @return {@code score}, {@code anomaly}, {@code probability}
     * @throws KingpostException {@code kp.invalid_data} for other columns
     */
    public Frame predict(Data data) {
        return frame("predict", null, data, RunOptions.DEFAULT);
    }

    /**
     * Scores and judgements of the rows of a matrix.
     *
     * @param rows the rows
     * @return {@code score}, {@code anomaly}, {@code probability}
     */
    public Frame predict(double[][] rows) {
        return predict(Frame.matrix(rows));
    }

    /**
     * The share of each column in each row's score.
     *
     * @param data the columns of the fit, in any order
     * @return a column a column
     * @throws KingpostException {@code kp.unsupported} where the detector has no such shares
     */
    public Frame explain(Data data) {
        return frame("explain", null, data, RunOptions.DEFAULT);
    }
}
