package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computes the matrix profile: for each window of a series the most alike one, in the same series or in another.
 *
 * <p>Two windows are compared after each was brought to mean 0 and variance 1. Within one series (self-join) windows that
 * are at most <code>exclusion</code> steps apart do not count. With the table <code>other</code>, the windows of <code>data</code> are looked for in
 * the series of the same id in <code>other</code> (AB-join), and every window counts. Two constant windows are at distance 0; a
 * constant and another one at sqrt(window_size).
 *
 * <p>Input: id, time and value; <code>other</code> has the same columns. Values may be missing: windows with a missing value are
 * like none.
 * Output: a row a window: id, the time of its first observation, <code>position</code> (from 0) of that observation, <code>distance</code>
 * to the most alike window, and the positions <code>index</code> of that one, <code>left_index</code> of the most alike one before it and
 * <code>right_index</code> after it. Where there is none the distance is missing and the position is -1; a join of two series has
 * no left and right.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than the window, <code>kp.invalid_data</code> where <code>other</code> lacks a series.
 * Cost: O(n²) time, O(n) memory; 2^16 observations take some seconds on one core.
 * Source: Zhu et al., Matrix Profile II, ICDM 2016; Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019. Distances
 * and positions agree with stumpy 1.14.1 <code>stump</code> to 1e-9.
 */
public final class MatrixProfileJoin extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.matrix_profile_join";

    private MatrixProfileJoin(Map<String, Object> params, Frame... optional) {
        super(ID, params, optional);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private Frame other;

        private Builder() {}

        /**
         * Id, time and value: the series in which windows are looked for.
         *
         * @param other the table
         * @return this
         */
        public Builder other(Frame other) {
            this.other = other;
            return this;
        }

        /**
         * How many steps apart windows of one series must be more than; a quarter of the window, rounded up, when absent.
         * <p>Default {@code null}. Range {@code 0..=1000000}.
         *
         * @param exclusion the value
         * @return this
         */
        public Builder exclusion(long exclusion) {
            values.put("exclusion", exclusion);
            return this;
        }

        /**
         * The step between observations, such as <code>MS</code>, <code>D</code>, <code>15min</code> or <code>1</code>; inferred from the data when absent.
         * <p>Default {@code null}.
         *
         * @param freq the value
         * @return this
         */
        public Builder freq(String freq) {
            values.put("freq", freq);
            return this;
        }

        /**
         * The column that tells series apart.
         * <p>Default {@code "unique_id"}.
         *
         * @param idCol the value
         * @return this
         */
        public Builder idCol(String idCol) {
            values.put("id_col", idCol);
            return this;
        }

        /**
         * The column of values.
         * <p>Default {@code "y"}.
         *
         * @param targetCol the value
         * @return this
         */
        public Builder targetCol(String targetCol) {
            values.put("target_col", targetCol);
            return this;
        }

        /**
         * The column of times.
         * <p>Default {@code "ds"}.
         *
         * @param timeCol the value
         * @return this
         */
        public Builder timeCol(String timeCol) {
            values.put("time_col", timeCol);
            return this;
        }

        /**
         * How many observations a window has; from the autocorrelation of the first series when absent.
         * <p>Default {@code null}. Range {@code 3..=1000000}.
         *
         * @param windowSize the value
         * @return this
         */
        public Builder windowSize(long windowSize) {
            values.put("window_size", windowSize);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public MatrixProfileJoin build() {
            return new MatrixProfileJoin(new LinkedHashMap<>(values), other);
        }
    }
}
