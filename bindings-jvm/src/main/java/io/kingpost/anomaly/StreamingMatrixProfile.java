package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a value by how unlike all earlier shapes of the stream the shape is that ends with it: the left matrix
 * profile, kept up to date value by value.
 *
 * <p>The last <code>window_size</code> values and every earlier window among the last <code>history</code> values are brought to mean 0 and
 * variance 1; the score is the Euclidean distance to the most alike one: sqrt(2 m (1 - r)), with m = <code>window_size</code> and
 * r the largest correlation. Windows that overlap the new one by more than three quarters do not count. A constant
 * window is at distance 0 from another and at sqrt(m) from any other. So the first of several like anomalies scores
 * high, and what comes back within the history does not.
 *
 * <p>Every value is learned, whatever its score. Of several columns the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 to sqrt(4 window_size), 0 for the first <code>warm_up</code> rows; above <code>threshold</code> a row is an
 * anomaly.
 * Errors: <code>kp.invalid_params</code> for a history of less than two windows; <code>kp.missing_values</code> for a missing value,
 * <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(history) time a value, and memory for five numbers for each value of the history. Products are brought up to
 * date by two terms a value and computed anew every four windows, or where rounding would show.
 * Source: Yeh et al., Matrix Profile I, ICDM 2016 (STAMPI); Lu et al., DAMP, KDD 2022, for left discords and the
 * warm-up of four windows. Scores are the last <code>left_P_</code> of stumpy 1.14.1 <code>stumpi(T, m, egress=True)</code> for T of
 * <code>history</code> values.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class StreamingMatrixProfile extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.streaming_matrix_profile";

    private StreamingMatrixProfile(Map<String, Object> params) {
        super(ID, params);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How many of the last values new windows are compared with, the new window included; at least two windows.
         * Default 10,000.
         * <p>Default {@code 10000}. Range {@code 8..=1000000}.
         *
         * @param history the value
         * @return this
         */
        public Builder history(long history) {
            values.put("history", history);
            return this;
        }

        /**
         * The score above which a row is an anomaly; sqrt(window_size) when absent, where no earlier window has a
         * correlation above 1/2.
         * <p>Default {@code null}. Range {@code 0..=1000000}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many rows come before the first score, for there is little to be like at first; four windows when absent.
         * <p>Default {@code null}. Range {@code 0..=10000000}.
         *
         * @param warmUp the value
         * @return this
         */
        public Builder warmUp(long warmUp) {
            values.put("warm_up", warmUp);
            return this;
        }

        /**
         * How many values a window has: about a period of what repeats. Default 50.
         * <p>Default {@code 50}. Range {@code 4..=100000}.
         *
         * @param windowSize the value
         * @return this
         */
        public Builder windowSize(long windowSize) {
            values.put("window_size", windowSize);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public StreamingMatrixProfile build() {
            return new StreamingMatrixProfile(new LinkedHashMap<>(values));
        }
    }
}
