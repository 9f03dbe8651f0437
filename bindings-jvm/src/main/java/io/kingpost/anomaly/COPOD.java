package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how far out in the tails of its columns it lies, in the tail that each column's skew points to.
 *
 * <p>With F(x) the share of training rows at or below x and G(x) the share at or above it, column j adds
 * O(j) = max(s(x), (-ln F(x) - ln G(x)) / 2), where s(x) is -ln F(x) for a column skewed to the left, -ln G(x) for one
 * skewed to the right, and the sum of both without skew. The score is the sum over the columns. How columns go together
 * is not looked at: the copula of the name is that of independence.
 *
 * <p>Input: numbers, at least one row, none missing.
 * Output: one score a row, at least 0; <code>explain</code> gives O(j), which sum to the score.
 * Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
 * not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
 * training values counts like the outermost one.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
 * Source: Li, Zhao, Botta, Ionescu and Hu, COPOD: Copula-Based Outlier Detection, ICDM 2020, algorithm 1; PyOD 3.6.7 for
 * the maximum.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class COPOD extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.copod";

    private COPOD(Map<String, Object> params) {
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
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public COPOD build() {
            return new COPOD(new LinkedHashMap<>(values));
        }
    }
}
