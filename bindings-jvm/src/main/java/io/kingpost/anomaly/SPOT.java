package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a value by how unlikely so high or so low a one is, from the tail of the stream so far: a threshold that sets
 * itself.
 *
 * <p>The first <code>n_init</code> values give the quantile <code>level</code> and what lies above it; a generalised Pareto distribution is
 * fitted to those excesses (Grimshaw). From then on a value above the quantile has the chance P = (share above) × (1 +
 * shape × excess / scale)^(-1 / shape), and the score is -log10 P; 0 for other values. A value with a score of at most
 * -log10 <code>q</code> above the quantile is a new excess, and the fit is brought up to date: from the last one, and from
 * nothing at every 50th excess; others are anomalies and are not learned. With <code>both</code> the same is done with the values
 * below, and the score is the larger. With <code>depth</code> d values count as what they are above the mean of the last d that
 * were no anomalies, for streams that drift.
 *
 * <p>Input: rows of numbers in time order, none missing. Of several columns the score is the largest over the columns.
 * Output: one score a row, 0 for the first <code>depth</code> + <code>n_init</code> values, at most 300; above -log10 <code>q</code> a row is an
 * anomaly.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value and O(max_excess) a new excess; memory for <code>n_init</code> + <code>max_excess</code> + <code>depth</code> values.
 * Source: Siffer, Fouque, Termier and Largouët, Anomaly detection in streams with extreme value theory, KDD 2017
 * (SPOT, DSPOT, biSPOT). The Pareto distribution is the most likely one here, that of the highest top of the likelihood with
 * a shape above -1, or the exponential; of excesses the last <code>max_excess</code> are kept, as in the authors' libspot.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class SPOT extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.spot";

    private SPOT(Map<String, Object> params) {
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
         * Look for values that are too low, too. Default true.
         * <p>Default {@code true}.
         *
         * @param both the value
         * @return this
         */
        public Builder both(boolean both) {
            values.put("both", both);
            return this;
        }

        /**
         * How many values the moving mean has; none is taken off when 0, the default.
         * <p>Default {@code 0}. Range {@code 0..=1000000}.
         *
         * @param depth the value
         * @return this
         */
        public Builder depth(long depth) {
            values.put("depth", depth);
            return this;
        }

        /**
         * From which quantile on values are the tail. Default 0.98.
         * <p>Default {@code 0.98}. Range {@code 0.5..=0.999}.
         *
         * @param level the value
         * @return this
         */
        public Builder level(double level) {
            values.put("level", level);
            return this;
        }

        /**
         * How many excesses are kept. Default 200.
         * <p>Default {@code 200}. Range {@code 10..=100000}.
         *
         * @param maxExcess the value
         * @return this
         */
        public Builder maxExcess(long maxExcess) {
            values.put("max_excess", maxExcess);
            return this;
        }

        /**
         * How many values are looked at first. Default 1000.
         * <p>Default {@code 1000}. Range {@code 10..=1000000}.
         *
         * @param nInit the value
         * @return this
         */
        public Builder nInit(long nInit) {
            values.put("n_init", nInit);
            return this;
        }

        /**
         * The chance below which a value is an anomaly. Default 0.0001.
         * <p>Default {@code 0.0001}. Range {@code 0.000000000001..=0.1}.
         *
         * @param q the value
         * @return this
         */
        public Builder q(double q) {
            values.put("q", q);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SPOT build() {
            return new SPOT(new LinkedHashMap<>(values));
        }
    }
}
