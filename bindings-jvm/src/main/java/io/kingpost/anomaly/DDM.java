package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches the errors of a classifier: how many deviations their rate has risen above the best that it was.
 *
 * <p>With p the share of errors so far and s = sqrt(p (1 - p) / n), the best is the p and s for which p + s was least.
 * The score is (p + s - p best) / s best, 0 for the first <code>warm_up</code> values. After a score above <code>threshold</code> everything
 * starts anew; a score above 2 is commonly taken as a warning. Of several columns the score is the largest over the
 * columns.
 *
 * <p>Input: rows in time order, none missing: 1 for an error and 0 for none; any value above 0.5 counts as an error.
 * Output: one score a row; above <code>threshold</code> a row is an anomaly: the drift is told there.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value, in time and memory.
 * Source: Gama, Medas, Castillo and Rodrigues, Learning with drift detection, SBIA 2004; parameters and drifts are
 * those of river 0.26.1 <code>drift.binary.DDM</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class DDM extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.ddm";

    private DDM(Map<String, Object> params) {
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
         * The score above which there is a drift. Default 3.
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
         * How many values must have come before the first score. Default 30.
         * <p>Default {@code 30}. Range {@code 1..=1000000}.
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
        public DDM build() {
            return new DDM(new LinkedHashMap<>(values));
        }
    }
}
