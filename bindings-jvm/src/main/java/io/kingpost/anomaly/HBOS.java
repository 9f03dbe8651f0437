package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how rare its values are in a histogram of each column.
 *
 * <p>Column j adds -log2(d + alpha), where d is the density of the bin that the value lies in; the score is the sum over
 * the columns. How columns go together is not looked at. The density is one over the unit of the column, so bring columns
 * to one scale before.
 *
 * <p>Input: numbers, at least one row, none missing.
 * Output: one score a row, high for rare values, of either sign; <code>explain</code> gives what each column adds. A value outside all
 * bins by at most <code>tol</code> of a bin's width counts with the bin at that end, one farther out like the rarest bin. Training
 * and new rows get PyOD's scores.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit and score O(1) a value; with the number of bins left open, fit O(√n) a value.
 * Source: Goldstein and Dengel, Histogram-based Outlier Score (HBOS), KI 2012; Birgé and Rozenholc, How many bins should be
 * put in a regular histogram, ESAIM P&amp;S 10, 2006, for the number of bins; PyOD 3.6.7 for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class HBOS extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.hbos";

    private HBOS(Map<String, Object> params) {
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
         * Added to every density, so that an empty bin is not infinitely rare. Default 0.1.
         * <p>Default {@code 0.1}. Range {@code > 0, <= 1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
         * Default 0.1.
         * <p>Default {@code 0.1}. Range {@code > 0, <= 0.5}.
         *
         * @param contamination the value
         * @return this
         */
        public Builder contamination(double contamination) {
            values.put("contamination", contamination);
            return this;
        }

        /**
         * How many bins each column has; null for as many as its likelihood asks for. Default 10.
         * <p>Default {@code 10}. Range {@code 2..=100000}.
         *
         * @param nBins the value
         * @return this
         */
        public Builder nBins(Long nBins) {
            values.put("n_bins", nBins);
            return this;
        }

        /**
         * How far outside all bins a value still counts with the last of them, in widths of a bin. Default 0.5.
         * <p>Default {@code 0.5}. Range {@code 0..=1}.
         *
         * @param tol the value
         * @return this
         */
        public Builder tol(double tol) {
            values.put("tol", tol);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public HBOS build() {
            return new HBOS(new LinkedHashMap<>(values));
        }
    }
}
