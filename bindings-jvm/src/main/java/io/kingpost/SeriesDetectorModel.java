package io.kingpost;

import io.kingpost.internal.NativeModel;

/** A fitted detector of anomalous observations in series. */
public final class SeriesDetectorModel extends Model {
    SeriesDetectorModel(NativeModel handle) {
        super(handle);
    }

    /**
     * One score a row, in the order of the rows; higher is more anomalous.
     *
     * @param panel the columns of the fit, in any order
     * @return the scores; NaN for rows of a series that could not be fitted
     * @throws KingpostException {@code kp.invalid_data} for other columns and for series that the fit did not know
     */
    public double[] score(Frame panel) {
        return frame("score", null, panel, RunOptions.DEFAULT).getDoubles("score");
    }

    /**
     * One score an observation of one series, whose times are 0, 1, 2 and so on.
     *
     * @param y the values in order
     * @return the scores
     */
    public double[] score(double[] y) {
        return score(Frame.builder().doubles("y", y).build());
    }

    /**
     * Scores, which of them are above the threshold of their series, and the probability of a lower score there.
     *
     * @param panel the columns of the fit, in any order
     * @return id, time, {@code score}, {@code anomaly}, {@code probability}
     * @throws KingpostException as {@link #score(Frame)}
     */
    public Frame predict(Frame panel) {
        return frame("predict", null, panel, RunOptions.DEFAULT);
    }

    /**
     * How far the score of each channel is above the median of its scores in the fit, in deviations: (upper quartile less
     * median) / 0.6745.
     *
     * @param panel the columns of the fit, in any order
     * @return id, time, and a column a channel
     */
    public Frame explain(Frame panel) {
        return frame("explain", null, panel, RunOptions.DEFAULT);
    }

    /**
     * The series that could not be fitted.
     *
     * @return id, {@code code}, {@code message}
     */
    public Frame failures() {
        return frame("failures", null, null, RunOptions.DEFAULT);
    }
}
