package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how much thinner the data lie around it than around its nearest rows.
 *
 * <p>With k(o) the distance of a row o to its k-th nearest, the way from x to o is max(k(o), d(x, o)); the density of x is one
 * over its mean way to its k nearest, and the score is the mean density of those divided by its own: about 1 inside a
 * cluster of any density, more outside. Euclidean distance: bring columns to one scale before.
 *
 * <p>Input: numbers, at least two rows, none missing.
 * Output: one score a row, above 0; without <code>contamination</code> a row above 1.5 is an anomaly. Training rows get minus
 * scikit-learn's <code>negative_outlier_factor_</code>, each measured to the others, and the threshold comes from those; rows asked
 * after the fit are new ones, as with scikit-learn's <code>novelty=True</code>. With fewer than k other rows all of them count. More
 * than k equal rows have the density 1e10, as there. Of rows equally far the first is nearer.
 * <code>explain</code> says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories, <code>kp.not_enough_data</code> for
 * a single row.
 * Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with <code>approximate</code>; O(n) for more than 24.
 * The model keeps the training rows, and the graph of <code>approximate</code>.
 * Source: Breunig, Kriegel, Ng and Sander, LOF: Identifying Density-Based Local Outliers, SIGMOD 2000, definitions 3 to 7;
 * scikit-learn 1.9.1 for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class LOF extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.lof";

    private LOF(Map<String, Object> params) {
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
         * Default null: the threshold is 1.5.
         * <p>Default {@code null}. Range {@code > 0, <= 0.5}.
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
         * <p>Default {@code 20}. Range {@code 1..=1000000}.
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
        public LOF build() {
            return new LOF(new LinkedHashMap<>(values));
        }
    }
}
