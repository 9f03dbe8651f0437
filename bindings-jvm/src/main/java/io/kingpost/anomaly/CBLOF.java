package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its distance to the centre of its cluster, or to the nearest large one where its own is small.
 *
 * <p>Rows are clustered by k-means. Clusters, the largest first, are large up to the first place where they hold <code>alpha</code> of
 * the rows and the next is <code>beta</code> times smaller; up to the first where one of both is so, where there is none for both
 * (<code>alpha</code> before <code>beta</code>); and all of them, where there is none for either. Euclidean distance: bring columns to one
 * scale before.
 *
 * <p>Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0. Scores are PyOD's where the clusters are; the random start of the clustering is our
 * own. PyOD fails where no cluster can be called small.
 * <code>explain</code> splits the score exactly: of a distance d, the column with the difference e has e² / d.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit O(n_clusters) distances a row and iteration, at most 300 iterations; score O(n_clusters) distances a row.
 * Source: He, Xu and Deng, Discovering cluster-based local outliers, Pattern Recognition Letters 24, 2003; PyOD 3.6.7 for
 * the semantics; Arthur and Vassilvitskii, k-means++, SODA 2007, for the start.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class CBLOF extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.cblof";

    private CBLOF(Map<String, Object> params) {
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
         * The share of the rows that large clusters hold. Default 0.9.
         * <p>Default {@code 0.9}. Range {@code > 0, <= 1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * How many times smaller the largest of the small clusters is than the smallest of the large ones. Default 5.
         * <p>Default {@code 5.0}. Range {@code 1..=1000000000}.
         *
         * @param beta the value
         * @return this
         */
        public Builder beta(double beta) {
            values.put("beta", beta);
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
         * How many clusters; fewer where there are fewer different rows. Default 8.
         * <p>Default {@code 8}. Range {@code 1..=100000}.
         *
         * @param nClusters the value
         * @return this
         */
        public Builder nClusters(long nClusters) {
            values.put("n_clusters", nClusters);
            return this;
        }

        /**
         * Whether a score is multiplied by the number of rows in the cluster. Default false.
         * <p>Default {@code false}.
         *
         * @param useWeights the value
         * @return this
         */
        public Builder useWeights(boolean useWeights) {
            values.put("use_weights", useWeights);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public CBLOF build() {
            return new CBLOF(new LinkedHashMap<>(values));
        }
    }
}
