package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches a stream for a change of its mean: how far the sum of what values are off the mean so far has come from its
 * lowest, or from its highest.
 *
 * <p>With m(t) the mean of all values so far: up(t) = alpha up(t-1) + x(t) - m(t) - delta, down(t) = alpha down(t-1) +
 * x(t) - m(t) + delta. The score is the larger of up(t) less its minimum and the maximum of down less down(t), or one
 * of both as <code>mode</code> says; 0 for the first <code>min_instances</code> - 1 values. After a score above <code>threshold</code> everything
 * starts anew. Of several columns the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, in the unit of the columns; above <code>threshold</code> a row is an anomaly: the change is told
 * there.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Page, Continuous inspection schemes, Biometrika 41, 1954; parameters and changes are those of river 0.26.1
 * <code>drift.PageHinkley</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class PageHinkley extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.page_hinkley";

    private PageHinkley(Map<String, Object> params) {
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

    /** What {@code mode} may be. */
    public enum Mode implements Choice {
        /**
         * Up and down.
         */
        BOTH("both"),
        /**
         * To more.
         */
        UP("up"),
        /**
         * To less.
         */
        DOWN("down");

        private final String word;

        Mode(String word) {
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
         * What of the sum is kept at each value. Default 0.9999.
         * <p>Default {@code 0.9999}. Range {@code 0..=1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * What a value may be off without counting. Default 0.005.
         * <p>Default {@code 0.005}. Range {@code 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}.
         *
         * @param delta the value
         * @return this
         */
        public Builder delta(double delta) {
            values.put("delta", delta);
            return this;
        }

        /**
         * How many values must have come before a change is told. Default 30.
         * <p>Default {@code 30}. Range {@code 1..=1000000}.
         *
         * @param minInstances the value
         * @return this
         */
        public Builder minInstances(long minInstances) {
            values.put("min_instances", minInstances);
            return this;
        }

        /**
         * Which changes count. Default both.
         * <p>Default {@code "both"}.
         *
         * @param mode the value
         * @return this
         */
        public Builder mode(Mode mode) {
            values.put("mode", mode);
            return this;
        }

        /**
         * The score above which there is a change. Default 50.
         * <p>Default {@code 50.0}. Range {@code 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public PageHinkley build() {
            return new PageHinkley(new LinkedHashMap<>(values));
        }
    }
}
