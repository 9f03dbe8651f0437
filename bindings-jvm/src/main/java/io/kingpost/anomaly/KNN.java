package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its distance to the nearest rows of the training data.
 *
 * <p>The score is the distance to the k-th nearest row, or the mean or the median of the distances to the k nearest, in
 * Euclidean distance. Columns count by their unit: bring them to one scale before. With few neighbours a group of more
 * than k anomalies is not found; a k of about a hundredth of the rows finds most.
 *
 * <p>Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0, in the unit of the columns; high is far from all others. <code>explain</code> splits the score
 * exactly: of a distance d, the column with the difference e has e² / d. The threshold comes from the training rows, each
 * measured to the others; asked again, a training row is a new one and finds itself at distance 0 among the nearest.
 * With fewer than k other rows all of them count. Of rows equally far the first is nearer.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories, <code>kp.not_enough_data</code> for
 * a single row.
 * Cost: fit and score O(log n) a row for few columns, through a k-d tree, or with <code>approximate</code>; O(n) for more than 24.
 * The model keeps the training rows, and the graph of <code>approximate</code>.
 * Source: Ramaswamy, Rastogi and Shim, Efficient Algorithms for Mining Outliers from Large Data Sets, SIGMOD 2000 (largest);
 * Angiulli and Pizzuti, Fast Outlier Detection in High Dimensional Spaces, PKDD 2002 (mean); PyOD 3.6.7 for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class KNN extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.knn";

    private KNN(Map<String, Object> params) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * That to the farthest of them.
         */
        LARGEST("largest"),
        /**
         * The mean.
         */
        MEAN("mean"),
        /**
         * The median.
         */
        MEDIAN("median");

        private final String word;

        Method(String word) {
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
         * Which of the distances is the score.
         * <p>Default {@code "largest"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * How many of the nearest rows are looked at: k. Default 5.
         * <p>Default {@code 5}. Range {@code 1..=1000000}.
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
        public KNN build() {
            return new KNN(new LinkedHashMap<>(values));
        }
    }
}
