package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Watches a stream for changes of its mean or its spread, and says how probable it is that there was one.
 *
 * <p>Since the last change there was a run of r values. For every r the probability is kept that the run is so long: a
 * value x multiplies it by the density of x given the values of that run, and the run goes on with 1 - <code>hazard</code> or
 * ends with <code>hazard</code>. Within a run values are normal, with a normal-inverse-gamma prior of mean 0, <code>kappa0</code>, <code>alpha0</code>,
 * <code>beta0</code>, so that this density is Student's t. Values count in standard deviations from the mean of the first
 * <code>warm_up</code> rows, which is the unit of the prior. The score is the probability that the run is shorter than the one
 * that is known, and has at least <code>min_run</code> values: that there was a change which was not told yet. Once the score is
 * above <code>threshold</code> the most probable run is the one known, so that a change is told at one row. Of several columns
 * the score is the largest over the columns.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, from 0 to 1, 0 during the warm-up; above <code>threshold</code> a row is an anomaly: a change is told
 * there.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(<code>max_run</code>) a value, in time and memory. A longer run is one of <code>max_run</code> values that forgets the oldest.
 * Source: Adams and MacKay, Bayesian online changepoint detection, arXiv:0710.3742, 2007, algorithm 1. The tests
 * compare with that algorithm in numpy 2.4.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class BOCPD extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.bocpd";

    private BOCPD(Map<String, Object> params) {
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
         * Half of how many values the prior of the variance of a run is worth. Default 1.
         * <p>Default {@code 1.0}. Range {@code 0.001..=1000000}.
         *
         * @param alpha0 the value
         * @return this
         */
        public Builder alpha0(double alpha0) {
            values.put("alpha0", alpha0);
            return this;
        }

        /**
         * That times the usual variance of a run. Default 1.
         * <p>Default {@code 1.0}. Range {@code 0.000001..=1000000}.
         *
         * @param beta0 the value
         * @return this
         */
        public Builder beta0(double beta0) {
            values.put("beta0", beta0);
            return this;
        }

        /**
         * How probable it is that a run ends at a value: 1 over the mean length of runs. Default 0.004.
         * <p>Default {@code 0.004}. Range {@code 0.000000000001..=0.5}.
         *
         * @param hazard the value
         * @return this
         */
        public Builder hazard(double hazard) {
            values.put("hazard", hazard);
            return this;
        }

        /**
         * How many values the prior of the mean of a run is worth. Default 0.01.
         * <p>Default {@code 0.01}. Range {@code 0.000001..=1000000}.
         *
         * @param kappa0 the value
         * @return this
         */
        public Builder kappa0(double kappa0) {
            values.put("kappa0", kappa0);
            return this;
        }

        /**
         * The longest run that is told from longer ones. Default 500.
         * <p>Default {@code 500}. Range {@code 2..=100000}.
         *
         * @param maxRun the value
         * @return this
         */
        public Builder maxRun(long maxRun) {
            values.put("max_run", maxRun);
            return this;
        }

        /**
         * How many values a run must have to count as a change; single values far off are none from 2 on. Default 1.
         * <p>Default {@code 1}. Range {@code 1..=10000}.
         *
         * @param minRun the value
         * @return this
         */
        public Builder minRun(long minRun) {
            values.put("min_run", minRun);
            return this;
        }

        /**
         * The probability above which there is a change. Default 0.5.
         * <p>Default {@code 0.5}. Range {@code 0..=1}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many rows give the unit of the values. Default 100.
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
        public BOCPD build() {
            return new BOCPD(new LinkedHashMap<>(values));
        }
    }
}
