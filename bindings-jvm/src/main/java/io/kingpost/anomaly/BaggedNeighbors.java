package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by its mean distance to the nearest of a few random training rows, many times drawn.
 *
 * <p>Each of <code>n_estimators</code> draws takes <code>max_samples</code> training rows; the score is the mean over the draws of the distance to
 * the nearest of them. A group of anomalies has few of its own among so few rows and is found, where a nearest neighbour
 * among all rows would be another of the group; the fit does not depend on the number of rows.
 *
 * <p>Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more.
 * Input: numbers and categories, at least one row. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, at least 0; <code>explain</code> splits it exactly: of a distance d, the column with the difference e has
 * e² / d, averaged over the draws. A row at distance 0 from one of the drawn rows is taken to be that row, and measured to
 * the others; so training rows have the same scores in the fit and afterwards.
 *
 * <p>Errors: <code>kp.missing_values</code> for a column of numbers that are all missing.
 * Cost: fit O(1) beside the scaling, score O(n_estimators × max_samples) distances a row.
 * Source: Sugiyama and Borgwardt, Rapid Distance-Based Outlier Detection via Sampling, NIPS 2013 (one sample); Aggarwal and
 * Sathe, Theoretical Foundations and Algorithms for Outlier Ensembles, SIGKDD Explorations 17, 2015 (many).
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class BaggedNeighbors extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.bagged_neighbors";

    private BaggedNeighbors(Map<String, Object> params) {
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
         * How many training rows each draw takes; all where there are fewer. Default 64.
         * <p>Default {@code 64}. Range {@code 2..=65536}.
         *
         * @param maxSamples the value
         * @return this
         */
        public Builder maxSamples(long maxSamples) {
            values.put("max_samples", maxSamples);
            return this;
        }

        /**
         * How many draws. Default 30.
         * <p>Default {@code 30}. Range {@code 1..=10000}.
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
        public BaggedNeighbors build() {
            return new BaggedNeighbors(new LinkedHashMap<>(values));
        }
    }
}
