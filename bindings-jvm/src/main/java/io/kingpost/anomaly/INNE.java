package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by the balls that hold it, drawn around a few random training rows up to the nearest of the others.
 *
 * <p>Each of <code>n_estimators</code> draws takes <code>max_samples</code> training rows; around each lies a ball through its nearest neighbour
 * among them. Of the balls that hold a row the smallest counts: it says 1 - r(neighbour)² / r² with r its radius and
 * r(neighbour) that of its neighbour's ball; a row in no ball counts as 1. The score is the mean over the draws. Unlike in
 * an isolation forest what counts is local: the same distance weighs more in a dense place. Euclidean distance: bring
 * columns to one scale before.
 *
 * <p>Input: numbers, at least two rows, none missing.
 * Output: one score a row in 0..=1, high for an anomaly. The random draws are our own, so scores differ from PyOD's as
 * they do between two seeds. Of equal radii the row drawn first counts.
 * <code>explain</code> says how much lower the score were with the column at its median in the fit; these do not sum to the score.
 *
 * <p>Errors: <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories, <code>kp.not_enough_data</code> for
 * a single row.
 * Cost: fit O(n_estimators × max_samples²) whatever the number of rows, score O(n_estimators × max_samples) distances a
 * row.
 * Source: Bandaragoda, Ting, Albrecht, Liu, Zhu and Wells, Isolation-based anomaly detection using nearest-neighbor
 * ensembles, Computational Intelligence 34(4), 2018; PyOD 3.6.7, which takes squared radii, for the semantics.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class INNE extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.inne";

    private INNE(Map<String, Object> params) {
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
         * How many training rows each draw takes; all where there are fewer. Default 8.
         * <p>Default {@code 8}. Range {@code 2..=65536}.
         *
         * @param maxSamples the value
         * @return this
         */
        public Builder maxSamples(long maxSamples) {
            values.put("max_samples", maxSamples);
            return this;
        }

        /**
         * How many draws. Default 200.
         * <p>Default {@code 200}. Range {@code 1..=10000}.
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
        public INNE build() {
            return new INNE(new LinkedHashMap<>(values));
        }
    }
}
