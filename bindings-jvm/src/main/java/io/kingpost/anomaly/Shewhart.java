package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a value by how many standard deviations it is from the mean of the first rows: Shewhart's chart of single
 * values.
 *
 * <p>Mean and standard deviation (with n - 1) are those of the first <code>warm_up</code> rows, and stay. Of several columns the
 * score is the largest over the columns. Where the first rows were all equal, any other value scores 1e12.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above <code>threshold</code> a row is an anomaly.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Shewhart, Economic Control of Quality of Manufactured Product, 1931.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class Shewhart extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.shewhart";

    private Shewhart(Map<String, Object> params) {
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
         * The score above which a row is an anomaly. Default 3.
         * <p>Default {@code 3.0}. Range {@code 0..=1000000000000}.
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
        public Shewhart build() {
            return new Shewhart(new LinkedHashMap<>(values));
        }
    }
}
