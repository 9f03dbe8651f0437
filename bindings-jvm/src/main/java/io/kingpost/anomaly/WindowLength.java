package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the length of window that detectors over a series should use: about as long as what repeats in it.
 *
 * <p><code>autocorrelation</code>: the lag of the highest peak of the autocorrelation. <code>dominant_frequency</code>: n / k for the k cycles
 * that have the most power. <code>multi_window</code>: for each length, the logarithm of the absolute deviations of the moving
 * mean from its own mean, which is least where the window holds whole periods; the mean of the first three such
 * lengths, the second one halved and the third one divided by three.
 *
 * <p>Input: id, time and value; missing values are filled by straight lines.
 * Output: a row a series: id, <code>window_length</code>; missing (-1) where nothing repeats within the range of lengths.
 * Errors: those of reading the table.
 * Cost: O(n log n); <code>multi_window</code> O(n × lengths).
 * Source: Ermshaus, Schäfer and Leser, Window size selection in unsupervised time series analytics, AALTD 2022;
 * lengths agree with their package <code>window-size-selection</code>, where the second paper of the multi-window finder is Imani
 * and Keogh, 2021.
 */
public final class WindowLength extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.window_length";

    private WindowLength(Map<String, Object> params, Frame... optional) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * The highest peak of the autocorrelation.
         */
        AUTOCORRELATION("autocorrelation"),
        /**
         * The cycles that have the most power.
         */
        DOMINANT_FREQUENCY("dominant_frequency"),
        /**
         * Where the moving mean moves least.
         */
        MULTI_WINDOW("multi_window");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
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
         * The length from which on none is taken; at most half of the series is.
         * <p>Default {@code 1000}. Range {@code 3..=100000}.
         *
         * @param maxLength the value
         * @return this
         */
        public Builder maxLength(long maxLength) {
            values.put("max_length", maxLength);
            return this;
        }

        /**
         * How the length is found.
         * <p>Default {@code "autocorrelation"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * The shortest length.
         * <p>Default {@code 10}. Range {@code 2..=100000}.
         *
         * @param minLength the value
         * @return this
         */
        public Builder minLength(long minLength) {
            values.put("min_length", minLength);
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
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public WindowLength build() {
            return new WindowLength(new LinkedHashMap<>(values));
        }
    }
}
