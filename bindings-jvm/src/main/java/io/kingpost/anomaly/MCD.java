package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its squared Mahalanobis distance to the densest half of the rows.
 *
 * <p>Of all sets of h rows, that whose covariance has the smallest determinant is searched for (FastMCD); its mean m and
 * covariance S, corrected for being those of the inner rows of a normal distribution, say which rows lie within the .975
 * quantile of the chi-squared distribution; those give the final m and S, corrected again. The score is
 * (x - m)' S⁻¹ (x - m). The unit of a column does not matter.
 *
 * <p>Input: numbers, at least two rows, none missing.
 * Output: one score a row, at least 0; under normal data about a chi-squared value with a degree of freedom a column.
 * <code>explain</code> splits it exactly, (x - m) times S⁻¹ (x - m) column by column; a share may be below 0. <code>parts</code> has m and S. The scores
 * are scikit-learn's where the search finds the same rows; its random starts are our own. A covariance without full rank
 * (a constant column, columns that depend on others, fewer rows than columns) has a pseudo-inverse, as there: what leaves the plane of
 * the rows is not seen.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories and where all columns of
 * the h rows are constant, <code>kp.not_enough_data</code> for a single row.
 * Cost: fit some hundred passes of O(d²) a row over at most 1,500 rows and ten over all; score O(d²) a row.
 * Source: Rousseeuw and Van Driessen, A Fast Algorithm for the Minimum Covariance Determinant Estimator, Technometrics 41,
 * 1999; Croux and Haesbroeck, Journal of Multivariate Analysis 71, 1999, equation 4.2, for the corrections; scikit-learn
 * 1.9.1 (<code>MinCovDet</code>) for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class MCD extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.mcd";

    private MCD(Map<String, Object> params) {
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
         * Default null: 0.1.
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
         * The share of the rows that h is. Default null: half of rows + columns + 1.
         * <p>Default {@code null}. Range {@code > 0, <= 1}.
         *
         * @param supportFraction the value
         * @return this
         */
        public Builder supportFraction(double supportFraction) {
            values.put("support_fraction", supportFraction);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public MCD build() {
            return new MCD(new LinkedHashMap<>(values));
        }
    }
}
