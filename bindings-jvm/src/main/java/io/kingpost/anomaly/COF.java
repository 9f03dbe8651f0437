package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how much longer the steps are that lead from it through its nearest rows than those around them.
 *
 * <p>The k nearest rows are joined to the row one after the other, the nearest first, each to the closest of those already
 * joined; with e(i) the length of step i, the chaining distance is the sum of 2 (k + 1 - i) e(i) / (k (k + 1)), which gives the
 * first steps most. The score is a row's chaining distance divided by the mean of those of its k nearest: about 1 along
 * any pattern, a line too, more off it. Euclidean distance: bring columns to one scale before.
 *
 * <p>Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0. Training rows get PyOD's scores, each measured to the others, and the threshold
 * comes from those; rows asked after the fit are new ones and are joined to training rows alone (PyOD looks at the new
 * rows only). A mean below 1e-10, among equal rows, counts as 1e-10. With fewer than k other rows all of them count. Of
 * rows equally far the first is nearer.
 * <code>explain</code> says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories, <code>kp.not_enough_data</code> for
 * a single row.
 * Cost: a search of the k nearest and k² distances a row. The model keeps the training rows.
 * Source: Tang, Chen, Fu and Cheung, Enhancing Effectiveness of Outlier Detections for Low Density Patterns, PAKDD 2002,
 * definitions 4 to 7; PyOD 3.6.7 for the order of the steps.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class COF extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.cof";

    private COF(Map<String, Object> params) {
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
         * Find the nearest rows by a graph (HNSW), which misses few of them: for hundreds of thousands of rows of more than 24
         * columns. Default false.
         * <p>Default {@code false}.
         *
         * @param approximate the value
         * @return this
         */
        public Builder approximate(boolean approximate) {
            values.put("approximate", approximate);
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
         * How many of the nearest rows are looked at: k. Default 20.
         * <p>Default {@code 20}. Range {@code 1..=10000}.
         *
         * @param nNeighbors the value
         * @return this
         */
        public Builder nNeighbors(long nNeighbors) {
            values.put("n_neighbors", nNeighbors);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public COF build() {
            return new COF(new LinkedHashMap<>(values));
        }
    }
}
