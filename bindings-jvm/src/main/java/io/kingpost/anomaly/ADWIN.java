package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches a stream for a change of its mean, with a window that is as long as nothing changes and is cut where
 * something does.
 *
 * <p>The window is kept as buckets of 1, 2, 4, ... values, at most <code>max_buckets</code> of each size. At every <code>clock</code>-th value
 * each border between two buckets is a cut of the window into an older part of n0 and a newer part of n1 values. Their
 * means differ if they are more than e = sqrt(2 v d / m) + 2/3 d / m apart, with v the variance of the window, d =
 * log(2 log(n) / delta) and 1 / m = 1 / (n0 - min_window_length + 1) + 1 / (n1 - min_window_length + 1). The score is
 * the largest difference over e of the cuts at this value, 0 in between. After a change the window starts anew. Of
 * several columns the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row; above 1 a row is an anomaly: the change is told there.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(log n) memory and, at every <code>clock</code>-th value, time.
 * Source: Bifet and Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007; parameters and
 * changes are those of river 0.26.1 <code>drift.ADWIN</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class ADWIN extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.adwin";

    private ADWIN(Map<String, Object> params) {
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
         * At every how many values cuts are tried. Default 32.
         * <p>Default {@code 32}. Range {@code 1..=1000000}.
         *
         * @param clock the value
         * @return this
         */
        public Builder clock(long clock) {
            values.put("clock", clock);
            return this;
        }

        /**
         * How often a change may be told though there is none. Default 0.002.
         * <p>Default {@code 0.002}. Range {@code 0.000000000001..=1}.
         *
         * @param delta the value
         * @return this
         */
        public Builder delta(double delta) {
            values.put("delta", delta);
            return this;
        }

        /**
         * How many values must have come before cuts are tried. Default 10.
         * <p>Default {@code 10}. Range {@code 1..=1000000}.
         *
         * @param gracePeriod the value
         * @return this
         */
        public Builder gracePeriod(long gracePeriod) {
            values.put("grace_period", gracePeriod);
            return this;
        }

        /**
         * How many buckets of a size there are at most. Default 5.
         * <p>Default {@code 5}. Range {@code 1..=1000}.
         *
         * @param maxBuckets the value
         * @return this
         */
        public Builder maxBuckets(long maxBuckets) {
            values.put("max_buckets", maxBuckets);
            return this;
        }

        /**
         * The fewest values of both parts of a cut. Default 5.
         * <p>Default {@code 5}. Range {@code 1..=1000000}.
         *
         * @param minWindowLength the value
         * @return this
         */
        public Builder minWindowLength(long minWindowLength) {
            values.put("min_window_length", minWindowLength);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public ADWIN build() {
            return new ADWIN(new LinkedHashMap<>(values));
        }
    }
}
