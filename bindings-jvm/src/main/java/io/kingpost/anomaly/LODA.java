package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how rare its places are in histograms of random projections.
 *
 * <p>Each projection weighs √d of the d columns by standard normal numbers; the score is the mean over the projections of
 * -ln p, with p the share of the training rows in the bin of the row's projection. Columns count by their unit: bring
 * them to one scale before.
 *
 * <p>Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0; an empty bin, or a place outside all bins, counts as a share of 1e-12 of a row.
 * <code>explain</code> gives the paper's t statistic of each column: how much rarer the row is in projections with the column than
 * in those without it, in standard errors; 0 for a column that is in all projections or in none. They do not sum to the
 * score.
 * The random projections are our own, so scores differ from PyOD's as they do between two seeds; they differ in scale too
 * (PyOD divides by the number of projections twice), and in that each value is looked up in its own bin (PyOD takes the
 * next one).
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit and score O(n_random_cuts × √d) a row.
 * Source: Pevný, Loda: Lightweight on-line detector of anomalies, Machine Learning 102, 2016, algorithm 1 and equation 4;
 * Birgé and Rozenholc, ESAIM P&amp;S 10, 2006, for the number of bins; PyOD 3.6.7 for the parameters.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class LODA extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.loda";

    private LODA(Map<String, Object> params) {
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
         * How many bins each histogram has; null for as many as its likelihood asks for. Default 10.
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
         * How many random projections. Default 100.
         * <p>Default {@code 100}. Range {@code 1..=10000}.
         *
         * @param nRandomCuts the value
         * @return this
         */
        public Builder nRandomCuts(long nRandomCuts) {
            values.put("n_random_cuts", nRandomCuts);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public LODA build() {
            return new LODA(new LinkedHashMap<>(values));
        }
    }
}
