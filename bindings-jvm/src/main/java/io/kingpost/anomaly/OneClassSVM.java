package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how far it lies on the outer side of a surface around most of the training rows.
 *
 * <p>The Gaussian kernel k(x, y) = exp(-gamma |x - y|²) is taken to D landmarks, training rows that are drawn at random: with
 * L L' = the kernel among them, the features f(x) = L⁻¹ (k(x, l₁), ..., k(x, l_D)) have its inner products, exactly for the
 * landmarks and nearly for what lies among them. Among the features |v|² / 2 - r + Σ max(0, r - v'f(x)) / (nu n) is
 * minimised over v and r, which leaves about the share <code>nu</code> of the rows outside. The score is r - v'f(x). Euclidean
 * distance: bring columns to one scale before.
 *
 * <p>Input: numbers, at least one row, none missing.
 * Output: one score a row, high for an anomaly; without <code>contamination</code> a row above 0, outside the surface, is an anomaly.
 * Scores are minus <code>decision_function</code> of scikit-learn's <code>OneClassSVM</code>, divided by nu n, but for the landmarks where there
 * are more rows.
 * <code>explain</code> says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: fit O(D²) a row for the features and some hundred passes of O(D) a row, over at most <code>max_samples</code> rows; score
 * O(d × D) a row.
 * Source: Schölkopf, Platt, Shawe-Taylor, Smola and Williamson, Estimating the Support of a High-Dimensional Distribution,
 * Neural Computation 13, 2001, equation 3.4; Williams and Seeger, Using the Nyström Method to Speed Up Kernel Machines, NIPS
 * 2000; scikit-learn 1.9.1 (<code>SGDOneClassSVM</code>, <code>Nystroem</code>) for the parameters. The sum is smoothed within 0.001 and minimised
 * by L-BFGS, not by stochastic descent. Random Fourier features, of which this had 100, were less accurate: on 22 tables
 * AUC .723, .735 with 1,000 of them, where the exact machine and 200 landmarks have .739.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class OneClassSVM extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.one_class_svm";

    private OneClassSVM(Map<String, Object> params) {
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
         * Default null: the threshold is 0.
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
         * The kernel's gamma, above 0. Default null: one over columns times the variance of all values.
         * <p>Default {@code null}. Range {@code > 0, <= 1000000000000}.
         *
         * @param gamma the value
         * @return this
         */
        public Builder gamma(double gamma) {
            values.put("gamma", gamma);
            return this;
        }

        /**
         * How many training rows it learns from, chosen at random where there are more. Default 10,000.
         * <p>Default {@code 10000}. Range {@code 1..=1000000}.
         *
         * @param maxSamples the value
         * @return this
         */
        public Builder maxSamples(long maxSamples) {
            values.put("max_samples", maxSamples);
            return this;
        }

        /**
         * How many training rows are landmarks: D, all rows where there are fewer. Default 200.
         * <p>Default {@code 200}. Range {@code 1..=2000}.
         *
         * @param nComponents the value
         * @return this
         */
        public Builder nComponents(long nComponents) {
            values.put("n_components", nComponents);
            return this;
        }

        /**
         * About the share of the training rows outside, above 0 and at most 1. Default 0.5.
         * <p>Default {@code 0.5}. Range {@code > 0, <= 1}.
         *
         * @param nu the value
         * @return this
         */
        public Builder nu(double nu) {
            values.put("nu", nu);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public OneClassSVM build() {
            return new OneClassSVM(new LinkedHashMap<>(values));
        }
    }
}
