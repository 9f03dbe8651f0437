package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by the ranks that several detectors give it.
 *
 * <p>Each member's score becomes the quantile that it has among its scores of the training rows, as that of a standard normal,
 * so that no unit and no distribution of a member's scores matters; the score is the mean, the median or the largest
 * of the members' quantiles.
 *
 * <p>With <code>standardize</code> columns are brought to one scale first: less the median, divided by the interquartile range over
 * 1.349 (by the standard deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more; a missing
 * number counts as the median, a category as how rare it is (-ln of its share, standardised), a missing one as a category
 * of its own.
 * Input: numbers and categories with <code>standardize</code>, else what the members take; as many rows as they need.
 * Output: one score a row, about 0 for a row like any other. Beyond all training scores a member's quantile goes on
 * rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median. Training rows that are
 * asked again are new rows to members such as KNN. <code>explain</code>, with <code>standardize</code>, says how much lower the score were
 * with the column at its median; these do not sum to the score.
 * <code>parts</code> has the members, and how each one's quantiles of the training rows go with the score (correlation).
 *
 * <p>Errors: those of the members; <code>kp.invalid_params</code> for a detector that there is not or parameters that it does not take.
 * Cost: the sum of the members' costs; <code>explain</code> a scoring for each column.
 * Source: Aggarwal and Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015;
 * Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class Ensemble extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.ensemble";

    private Ensemble(Map<String, Object> params) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * Their mean: what most members find odd.
         */
        MEAN("mean"),
        /**
         * Their median: no member can spoil it alone.
         */
        MEDIAN("median"),
        /**
         * The largest: what any member finds odd.
         */
        MAXIMUM("maximum");

        private final String word;

        Method(String word) {
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
         * The members: detectors by name, or with parameters: {"detector": "KNN", "params": {"n_neighbors": 10}}. By default
         * BaggedNeighbors and Mahalanobis.
         * <p>Default {@code ["BaggedNeighbors","Mahalanobis"]}.
         *
         * @param detectors the value
         * @return this
         */
        public Builder detectors(Object... detectors) {
            values.put("detectors", detectors);
            return this;
        }

        /**
         * How the members' quantiles become one score.
         * <p>Default {@code "mean"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * Whether columns are brought to one scale before. Default true.
         * <p>Default {@code true}.
         *
         * @param standardize the value
         * @return this
         */
        public Builder standardize(boolean standardize) {
            values.put("standardize", standardize);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Ensemble build() {
            return new Ensemble(new LinkedHashMap<>(values));
        }
    }
}
