package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the motifs of series: the pairs of windows that are most alike.
 *
 * <p>The first is the pair with the smallest distance in the matrix profile; windows within a quarter of a window of
 * either are then left out, and so on.
 *
 * <p>Input: id, time and value. Values may be missing: windows with a missing value are left out.
 * Output: at most <code>k</code> rows a series: id, <code>rank</code> from 1, the time and the <code>position</code> (from 0) of the first window's
 * first observation, their <code>distance</code>, and the position <code>index</code> of the second window.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than the window.
 * Cost: that of <code>matrix_profile_join</code>.
 * Source: Yeh et al., Matrix Profile I, ICDM 2016; distances agree with stumpy 1.14.1.
 */
public final class Motifs extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.motifs";

    private Motifs(Map<String, Object> params, Frame... optional) {
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

        private Builder() {}

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
         * How many pairs a series has at most.
         * <p>Default {@code 3}. Range {@code 1..=1000000}.
         *
         * @param k the value
         * @return this
         */
        public Builder k(long k) {
            values.put("k", k);
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
        public Motifs build() {
            return new Motifs(new LinkedHashMap<>(values));
        }
    }
}
