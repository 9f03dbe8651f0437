package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how far the windows that hold it are from the shapes that the series is made of, those that
 * are frequent and like the others counting most.
 *
 * <p>Stretches of four windows (of half the series at most), each brought to mean 0 and variance 1, are put into
 * <code>n_clusters</code> clusters by k-Shape: the distance of two is 1 less their largest correlation over all shifts (SBD), and
 * the shape of a cluster is the direction in which its series, moved to the last shape, are longest. A shape of share
 * f of the stretches and of the sum c of distances to the other shapes has the weight f² / c, with f and c brought to
 * 1 to 2.
 *
 * <p>The distance of a window to a shape is that of the matrix profile: the least Euclidean distance to a window of the
 * shape, each of mean 0 and variance 1. The score of a window is the weighted mean over the shapes, and that of an
 * observation the mean over the windows that hold it.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, 0 to sqrt(4 window_size).
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n × n_clusters × window_size) time to score, O(stretches × n_clusters × window_size log window_size) a round
 * of the fit, which reads at most 1,000 stretches, in at most 100 rounds.
 * Source: Paparrizos and Gravano, k-Shape, SIGMOD 2015, clusters and shapes being those of tslearn 0.10 <code>KShape</code> from
 * the same start; Boniol et al., SAND, VLDB 2021, for weights and distances (its offline form, KShapeAD in TSB-AD).
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class KShapeAD extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.kshape_ad";

    private KShapeAD(Map<String, Object> params) {
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
         * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's
         * that is more than 12 times as far above the median of its series as the upper quartile is.
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
         * How many shapes there are at most. Default 6.
         * <p>Default {@code 6}. Range {@code 1..=100}.
         *
         * @param nClusters the value
         * @return this
         */
        public Builder nClusters(long nClusters) {
            values.put("n_clusters", nClusters);
            return this;
        }

        /**
         * How many observations a window has; from the autocorrelation of the series when absent.
         * <p>Default {@code null}. Range {@code 4..=10000}.
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
        public KShapeAD build() {
            return new KShapeAD(new LinkedHashMap<>(values));
        }
    }
}
