package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its distances to the principal components, those of little variance weighing most.
 *
 * <p>With z the row after standardising (or as it is), v(k) the unit vector of component k with its largest entry positive,
 * and w(k) its share of the variance (or 1), the score is the sum of |z - v(k)| / w(k) over the selected components. This is
 * PyOD's score: it grows with the distance from the centre, and a component that hardly varies decides most of it.
 *
 * <p>Input: numbers, at least two rows, one column not constant, none missing.
 * Output: one score a row, at least 0, the scores of PyOD; <code>explain</code> splits it exactly: of a distance d, the column with
 * the difference e has e² / d. Components with less than 1e-12 of the variance are left out (in PyOD their scores are noise
 * of rounding); a constant column counts as 0 when standardising, and so does what is farther than 1e100 from it as that.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories and where all columns are
 * constant, or vary by less than 1e-150 and are not standardised.
 * Cost: fit O(d²) a row and O(d³) once, score O(d²) a row; hundreds of columns take seconds, thousands minutes.
 * Source: Shyu, Chen, Sarinnapakorn and Chang, A Novel Anomaly Detection Scheme Based on Principal Component Classifier,
 * 2003, for the idea; Aggarwal, Outlier Analysis, 2015, chapter 3; PyOD 3.6.7 for the formula.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class PCA extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.pca";

    private PCA(Map<String, Object> params) {
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
         * How many components of the largest variance are kept. Default null: all.
         * <p>Default {@code null}. Range {@code 1..=100000}.
         *
         * @param nComponents the value
         * @return this
         */
        public Builder nComponents(long nComponents) {
            values.put("n_components", nComponents);
            return this;
        }

        /**
         * How many of those are scored, the last ones. Default null: all.
         * <p>Default {@code null}. Range {@code 1..=100000}.
         *
         * @param nSelectedComponents the value
         * @return this
         */
        public Builder nSelectedComponents(long nSelectedComponents) {
            values.put("n_selected_components", nSelectedComponents);
            return this;
        }

        /**
         * Whether columns are brought to mean 0 and variance 1 before. Default true.
         * <p>Default {@code true}.
         *
         * @param standardization the value
         * @return this
         */
        public Builder standardization(boolean standardization) {
            values.put("standardization", standardization);
            return this;
        }

        /**
         * Whether a distance is divided by the component's share of the variance. Default true.
         * <p>Default {@code true}.
         *
         * @param weighted the value
         * @return this
         */
        public Builder weighted(boolean weighted) {
            values.put("weighted", weighted);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public PCA build() {
            return new PCA(new LinkedHashMap<>(values));
        }
    }
}
