package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores the rows of a stream one after the other by how much each would change a model of the last rows, and learns from
 * each, in constant memory.
 *
 * <p>A random cut tree cuts the box around its points at a random place, a long side more often than a short one, and goes on
 * in both halves until each point is alone. The displacement of a point is the largest, over all nodes on its way to the
 * root, of (points on the other side) / (points on its own side): how many others move up, for each point taken away, if
 * the point and those like it were not there. The score is the mean over <code>num_trees</code> trees, as a share of the points in
 * the window: 0 for a point among others, 1 for one that every tree sets apart with its first cut. Times the points in the
 * window it is the collusive displacement of the paper.
 *
 * <p>The window is the last <code>tree_size</code> points: a new one drives out the oldest. With <code>shingle_size</code> s above 1 a point is the
 * last s rows together, which finds an unusual shape as well as an unusual value.
 *
 * <p>Input: rows of numbers in time order, none missing. A column with a wide range counts for more: bring columns of
 * different units to one scale first.
 * Output: one score a row, 0 to 1; 0 as long as the shingle or the warm-up is not full. <code>score</code> does not learn, and takes
 * each row as if it came next; <code>update</code> gives the same score, and then learns. A row above <code>threshold</code> is an anomaly.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(num_trees × log(tree_size) × values of a point) a row; memory for num_trees × tree_size boxes, whatever the
 * length of the stream.
 * Source: Guha, Mishra, Roy and Schrijvers, Robust Random Cut Forest Based Anomaly Detection on Streams, ICML 2016,
 * definitions 1 and 4, algorithms 1 and 2; scores checked against rrcf 0.4.4 (Bartos, Mullapudi and Troutman, 2019).
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class RobustRandomCutForest extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.robust_random_cut_forest";

    private RobustRandomCutForest(Map<String, Object> params) {
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
         * How many trees. Default 50.
         * <p>Default {@code 50}. Range {@code 1..=1000}.
         *
         * @param numTrees the value
         * @return this
         */
        public Builder numTrees(long numTrees) {
            values.put("num_trees", numTrees);
            return this;
        }

        /**
         * How many rows in a row make a point. Default 1; 4 to 48 for a single series.
         * <p>Default {@code 1}. Range {@code 1..=1024}.
         *
         * @param shingleSize the value
         * @return this
         */
        public Builder shingleSize(long shingleSize) {
            values.put("shingle_size", shingleSize);
            return this;
        }

        /**
         * The score above which a row is an anomaly. Default 0.3.
         * <p>Default {@code 0.3}. Range {@code 0..=1}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many points the window holds. Default 256.
         * <p>Default {@code 256}. Range {@code 2..=16384}.
         *
         * @param treeSize the value
         * @return this
         */
        public Builder treeSize(long treeSize) {
            values.put("tree_size", treeSize);
            return this;
        }

        /**
         * How many points must have come before the first score above 0; at most <code>tree_size</code> of them are waited for.
         * Default null: a quarter of <code>tree_size</code>.
         * <p>Default {@code null}. Range {@code 1..=16384}.
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
        public RobustRandomCutForest build() {
            return new RobustRandomCutForest(new LinkedHashMap<>(values));
        }
    }
}
