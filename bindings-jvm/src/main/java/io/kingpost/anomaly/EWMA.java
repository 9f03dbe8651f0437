package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how far the exponentially weighted mean of the stream has left that of the first rows: small lasting
 * shifts.
 *
 * <p>z(t) = alpha x(t) + (1 - alpha) z(t-1), with x in standard deviations from the mean of the first <code>warm_up</code> rows and
 * z = 0 after them. The score is |z| over its own deviation, sqrt(alpha / (2 - alpha) (1 - (1 - alpha)^(2t))). Of
 * several columns the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 during the warm-up; above <code>threshold</code> a row is an anomaly.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Roberts, Control chart tests based on geometric moving averages, Technometrics 1, 1959; Lucas and Saccucci,
 * 1990.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class EWMA extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.ewma";

    private EWMA(Map<String, Object> params) {
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
         * The weight of the newest row. Default 0.2; less for smaller shifts.
         * <p>Default {@code 0.2}. Range {@code 0.000001..=1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

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
        public EWMA build() {
            return new EWMA(new LinkedHashMap<>(values));
        }
    }
}
