package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
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
 * <p>With <code>ndim</code> above 1 a cut goes across so many columns at once (extended isolation forest): a random direction, normal
 * coefficients over the columns' deviations among the rows that are cut, and a random place along it. With <code>n_tries</code> that
 * direction of so many is taken, and that place, where the two sides together deviate least: the largest gain
 * 1 - (deviation below + deviation above) / (2 deviation) (SCiForest). <code>scoring_metric</code> says what counts on the way.
 *
 * <p>Input: numbers, at least one row, none missing. Values are compared in single precision, seven digits, so take away a
 * large offset such as a point in time first; values beyond 3.4e38 count as that. The unit of a column does not matter; a
 * constant column is never cut.
 * Output: one score a row, above 0 and at most 1; about 0.5 for a row like any other, towards 1 for an anomaly. Without
 * <code>contamination</code> a row above 0.5 is an anomaly. The densities have no bounds, and are above 0 where a row's box is emptier
 * than if rows were spread evenly; by another metric than depth a tenth of the training rows are anomalies without
 * <code>contamination</code>.
 * <code>explain</code>: what each column took off the way, in units of c: at every cut, the average way of the training rows above
 * it less that below it. The columns sum to log2(score / typical score), with the densities to score - typical score; a
 * cut across columns is shared out by how far the row is from the middle in each. <code>parts</code> has the typical score.
 *
 * <p>Scores, threshold and parameters mean what they mean in scikit-learn (whose <code>score_samples</code> is minus this score); the
 * random cuts are our own, so the numbers differ as they do between two seeds. Two details are ours: a column is constant
 * when its values are equal, where scikit-learn takes a range of 1e-7 as constant; and with <code>bootstrap</code> a row drawn twice
 * counts as two rows.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit O(n_estimators × max_samples × log(max_samples)) whatever the number of rows, score O(n_estimators ×
 * log(max_samples)) a row, times <code>ndim</code>, the fit times <code>n_tries</code>; 24 bytes a node, at most 2 × max_samples nodes a tree, and
 * 20 a column of a cut across several.
 * Source: Liu, Ting and Zhou, Isolation Forest, ICDM 2008, algorithms 1 to 3; scikit-learn 1.9.1 for the semantics. Hariri,
 * Kind and Brunner, Extended Isolation Forest, TKDE 33, 2021; Liu, Ting and Zhou, On Detecting Clustered Anomalies Using
 * SCiForest, ECML 2010; Cortes, Revisiting randomized choices in isolation forests, arXiv 2110.13402, for the metrics,
 * whose package isotree has them by the same names.
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

    /** What {@code scoringMetric} may be. */
    public enum ScoringMetric implements Choice {
        /**
         * The number of cuts, as in the paper: the score is 2^(-h / c).
         */
        DEPTH("depth"),
        /**
         * How crowded the box is in which the way ends: the score is -Σ ln p, above 0 where there are fewer rows than if they
         * were spread evenly.
         */
        DENSITY("density"),
        /**
         * Cuts count 2 / (1 + 1 / (2 p)), more where the way leads to many rows in little room: the score is 2^(-h / c).
         */
        ADJ_DEPTH("adj_depth"),
        /**
         * The score is -Σ ln(2 / (1 + 1 / (2 p))).
         */
        ADJ_DENSITY("adj_density");

        private final String word;

        ScoringMetric(String word) {
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
         * Default null: the threshold is 0.5 by depth, the share 0.1 by another metric.
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
         * How many directions are tried for each cut, for the one of the largest gain; 0, the default, for a random one.
         * <p>Default {@code 0}. Range {@code 0..=1000}.
         *
         * @param nTries the value
         * @return this
         */
        public Builder nTries(long nTries) {
            values.put("n_tries", nTries);
            return this;
        }

        /**
         * Across how many columns a cut goes. Default 1.
         * <p>Default {@code 1}. Range {@code 1..=1000}.
         *
         * @param ndim the value
         * @return this
         */
        public Builder ndim(long ndim) {
            values.put("ndim", ndim);
            return this;
        }

        /**
         * What counts on the way of a row. Default depth.
         * <p>Default {@code "depth"}.
         *
         * @param scoringMetric the value
         * @return this
         */
        public Builder scoringMetric(ScoringMetric scoringMetric) {
            values.put("scoring_metric", scoringMetric);
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
