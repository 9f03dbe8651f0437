package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how far the windows that hold it are from the nearest of a few typical windows.
 *
 * <p>The windows of the fit, brought to mean 0 and variance 1 with <code>normalize</code>, are put into <code>n_clusters</code> clusters by
 * k-means; the typical windows are the means of the clusters. The score of a window is its Euclidean distance to the
 * nearest, over the root of the number of values; the score of an observation is the mean over the windows that hold
 * it. Windows of more than 48 values are read as the means of 48 blocks of equal length; a constant window is 0
 * throughout.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation: a difference in standard deviations of the window, or in the unit of the series
 * without <code>normalize</code>.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n × n_clusters × 48) time; the fit reads at most 4,000 windows, evenly spread, up to 100 times.
 * Source: KMeansAD as in TSB-UAD (Paparrizos et al., VLDB 2022), after Yairi, Kato and Hori, Fault detection by mining
 * association rules from house-keeping data, 2001; first means by k-means++ (Arthur and Vassilvitskii, 2007), then
 * Lloyd's rounds.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class KMeansAD extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.kmeans_ad";

    private KMeansAD(Map<String, Object> params) {
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
         * The share of anomalies in the data of the fit, above 0 and at most 0.5. When absent, a score is an anomaly's that is
         * more than 12 times as far above the median of its series as the upper quartile is.
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
         * How many typical windows there are at most. Default 20.
         * <p>Default {@code 20}. Range {@code 1..=1000}.
         *
         * @param nClusters the value
         * @return this
         */
        public Builder nClusters(long nClusters) {
            values.put("n_clusters", nClusters);
            return this;
        }

        /**
         * Bring each window to mean 0 and variance 1, so that only its shape counts. Default true.
         * <p>Default {@code true}.
         *
         * @param normalize the value
         * @return this
         */
        public Builder normalize(boolean normalize) {
            values.put("normalize", normalize);
            return this;
        }

        /**
         * How many observations a window has; from the autocorrelation of the series when absent.
         * <p>Default {@code null}. Range {@code 4..=1000000}.
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
        public KMeansAD build() {
            return new KMeansAD(new LinkedHashMap<>(values));
        }
    }
}
