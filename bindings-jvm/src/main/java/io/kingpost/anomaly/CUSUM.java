package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by the sum of what the stream has left the mean of the first rows by, beyond an allowance: small
 * lasting shifts.
 *
 * <p>With z in standard deviations from the mean of the first <code>warm_up</code> rows: up = max(0, up + z - drift), down = max(0,
 * down - z - drift), and the score is the larger. After a score above <code>threshold</code> both start again at 0, so that each
 * change is told once. Of several columns the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above <code>threshold</code> a row is an anomaly.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Page, Continuous inspection schemes, Biometrika 41, 1954; the tabular form of Montgomery, Introduction to
 * Statistical Quality Control, 9.1.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class CUSUM extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.cusum";

    private CUSUM(Map<String, Object> params) {
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
         * What a row may be off without counting, in standard deviations: half of the shift to be found. Default 0.5.
         * <p>Default {@code 0.5}. Range {@code 0..=1000000}.
         *
         * @param drift the value
         * @return this
         */
        public Builder drift(double drift) {
            values.put("drift", drift);
            return this;
        }

        /**
         * The score above which a row is an anomaly. Default 5.
         * <p>Default {@code 5.0}. Range {@code 0..=1000000000000}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many rows make the baseline. Default 100.
         * <p>Default {@code 100}. Range {@code 2..=1000000}.
         *
         * @param warmUp the value
         * @return this
         */
        public Builder warmUp(long warmUp) {
            values.put("warm_up", warmUp);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public CUSUM build() {
            return new CUSUM(new LinkedHashMap<>(values));
        }
    }
}
