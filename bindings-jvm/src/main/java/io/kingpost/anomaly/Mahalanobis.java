package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its squared distance from the innermost rows, measured by their covariance.
 *
 * <p>The score is (z - m)' S⁻¹ (z - m), where m and S are the mean and the covariance of the 1 - <code>trim</code> of the rows that are
 * nearest the middle, by the distance from 0 at first and then, <code>n_iter</code> times, by the score itself; S is shrunk towards a
 * multiple of the identity, (1 - s) S + s tr(S) / d I with s the <code>shrinkage</code>, so that it can be inverted whatever the number of
 * rows. A combination of values that is rare is found though each of them is common.
 *
 * <p>Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
 * Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, at least 0; <code>explain</code> splits it exactly, (z - m) times S⁻¹ (z - m) column by column; a share may be
 * below 0, where a column makes the others less odd.
 *
 * <p>Errors: <code>kp.missing_values</code> for a column of numbers that are all missing.
 * Cost: fit O(d²) a row and iteration and O(d³) an iteration, score O(d²) a row.
 * Source: Gnanadesikan and Kettenring, Robust Estimates, Residuals, and Outlier Detection with Multiresponse Data,
 * Biometrics 28, 1972 (trimming); Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices,
 * Journal of Multivariate Analysis 88, 2004 (the target of the shrinkage).
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class Mahalanobis extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.mahalanobis";

    private Mahalanobis(Map<String, Object> params) {
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
         * How often the innermost rows are chosen. Default 3.
         * <p>Default {@code 3}. Range {@code 1..=100}.
         *
         * @param nIter the value
         * @return this
         */
        public Builder nIter(long nIter) {
            values.put("n_iter", nIter);
            return this;
        }

        /**
         * How far the covariance is shrunk, above 0 and at most 1. Default 0.03.
         * <p>Default {@code 0.03}. Range {@code > 0, <= 1}.
         *
         * @param shrinkage the value
         * @return this
         */
        public Builder shrinkage(double shrinkage) {
            values.put("shrinkage", shrinkage);
            return this;
        }

        /**
         * The share of the rows farthest out that the covariance is worked out without. Default 0.5.
         * <p>Default {@code 0.5}. Range {@code 0..=0.9}.
         *
         * @param trim the value
         * @return this
         */
        public Builder trim(double trim) {
            values.put("trim", trim);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Mahalanobis build() {
            return new Mahalanobis(new LinkedHashMap<>(values));
        }
    }
}
