package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores the rows of a stream by how empty their part of space was in the last window of rows, with random trees that
 * never change.
 *
 * <p>Each tree halves space again and again: a column is drawn, all alike, and its range is cut in the middle, until all
 * leaves are <code>height</code> cuts deep. A row goes down to its leaf; on its way every node counts it. After <code>window_size</code> rows the
 * counts become the reference and new ones begin. The mass of a row in a tree is the sum of count × 2^depth over the
 * nodes of its way, down to the first node that holds less than a tenth of the window; the score is
 * 1 - (sum of masses) / (greatest possible sum).
 *
 * <p>The first <code>window_size</code> rows are the first reference, and say the range of each column; each tree has its own work
 * range around it, with room on both sides: with s uniform in 0..1 and the column's range as the unit, s ± 2 max(s, 1 - s).
 * So no unit matters. A column that was constant gets a range of a billionth of its value, so that any other value is far
 * from it.
 *
 * <p>Scores have no fixed scale: what is usual depends on how many columns there are and how rows lie in them. So without a
 * <code>threshold</code> a row is an anomaly where its score is among the highest of the last 1,024 after the first window, once there
 * are enough of them for the share <code>contamination</code>: 49 for 0.01.
 *
 * <p>Input: rows of numbers in time order, none missing.
 * Output: one score a row, 0 to 1; 0 for the first window. A row above <code>threshold</code> is an anomaly, or without one
 * above the 1 - <code>contamination</code> quantile of the last scores; <code>parts</code> has it.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(n_trees × height) a row; memory for n_trees × 2^(height + 1) counts, whatever the length of the stream.
 * Source: Tan, Ting and Liu, Fast anomaly detection for streaming data, IJCAI 2011, algorithms 1 to 3; masses are summed
 * along the way as in river 0.26.1 <code>anomaly.HalfSpaceTrees</code>. The range is learned instead of given.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class HalfSpaceTrees extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.half_space_trees";

    private HalfSpaceTrees(Map<String, Object> params) {
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
         * The share of rows that are to be anomalies when there is no threshold, above 0 and at most 0.5. Default 0.01.
         * <p>Default {@code 0.01}. Range {@code > 0, <= 0.5}.
         *
         * @param contamination the value
         * @return this
         */
        public Builder contamination(double contamination) {
            values.put("contamination", contamination);
            return this;
        }

        /**
         * How many cuts deep the leaves are. Default 8.
         * <p>Default {@code 8}. Range {@code 1..=15}.
         *
         * @param height the value
         * @return this
         */
        public Builder height(long height) {
            values.put("height", height);
            return this;
        }

        /**
         * How many trees. Default 25.
         * <p>Default {@code 25}. Range {@code 1..=1000}.
         *
         * @param nTrees the value
         * @return this
         */
        public Builder nTrees(long nTrees) {
            values.put("n_trees", nTrees);
            return this;
        }

        /**
         * The score above which a row is an anomaly; by <code>contamination</code> when absent.
         * <p>Default {@code null}. Range {@code 0..=1}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many rows a window has. Default 250.
         * <p>Default {@code 250}. Range {@code 2..=1000000}.
         *
         * @param windowSize the value
         * @return this
         */
        public Builder windowSize(long windowSize) {
            values.put("window_size", windowSize);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public HalfSpaceTrees build() {
            return new HalfSpaceTrees(new LinkedHashMap<>(values));
        }
    }
}
