package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how few random cuts it takes to set it apart from a random handful of the training rows.
 *
 * <p>Each tree takes <code>max_samples</code> rows and cuts them at a random place of a random column, again and again, until a row is
 * alone or ceil(log2(max_samples)) cuts are made. With h(x) the cuts on the way of a row, averaged over the trees, and
 * c(n) = 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n the average way among n rows, the score is 2^(-h(x) / c(max_samples)).
 *
 * <p>Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
 * large offset such as a point in time first. The unit of a column does not matter; a constant column is never cut.
 * Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
 * <code>contamination</code> a row above 0.5 is an anomaly.
 * <code>explain</code>: what each column took off the way, in units of c: at every cut, the average way of the training rows above
 * it less that below it. The columns sum to log2(score / typical score); <code>parts</code> has the typical score.
 *
 * <p>Scores, threshold and parameters mean what they mean in scikit-learn (whose <code>score_samples</code> is minus this score); the
 * random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
 * when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with <code>bootstrap</code> a row drawn twice
 * counts as two rows.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
 * log(max_samples)) a row; 24 bytes a node, at most 2 × max_samples nodes a tree.
 * Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class IsolationForest extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.isolation_forest";

    private IsolationForest(Map<String, Object> params) {
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
         * Whether a tree may take a row more than once. Default false.
         * <p>Default {@code false}.
         *
         * @param bootstrap the value
         * @return this
         */
        public Builder bootstrap(boolean bootstrap) {
            values.put("bootstrap", bootstrap);
            return this;
        }

        /**
         * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
         * Default null: the threshold is 0.5.
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
         * The share of the columns that each tree takes, at least one column. Default 1.
         * <p>Default {@code 1.0}. Range {@code > 0, <= 1}.
         *
         * @param maxFeatures the value
         * @return this
         */
        public Builder maxFeatures(double maxFeatures) {
            values.put("max_features", maxFeatures);
            return this;
        }

        /**
         * How many training rows each tree takes; all of them where there are fewer. Default null: 256.
         * <p>Default {@code null}. Range {@code 1..=16777216}.
         *
         * @param maxSamples the value
         * @return this
         */
        public Builder maxSamples(long maxSamples) {
            values.put("max_samples", maxSamples);
            return this;
        }

        /**
         * How many trees. Default 100.
         * <p>Default {@code 100}. Range {@code 1..=10000}.
         *
         * @param nEstimators the value
         * @return this
         */
        public Builder nEstimators(long nEstimators) {
            values.put("n_estimators", nEstimators);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public IsolationForest build() {
            return new IsolationForest(new LinkedHashMap<>(values));
        }
    }
}
