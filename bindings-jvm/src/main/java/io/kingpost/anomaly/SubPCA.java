package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how badly the windows that hold it are made of the shapes that most windows are made of.
 *
 * <p>Each window of <code>window_size</code> values is a point; the directions in which the points of the fit differ most, as many
 * as hold <code>variance</code> of all they differ by, span a space. A window's error is the root of the mean square of what is
 * left of it when its part in that space is taken away. The score of an observation is the mean error of the windows
 * that hold it.
 *
 * <p>Windows of more than 48 values are read as the means of 48 blocks of equal length, so that cost and noise stay low;
 * a rest shorter than a block, at the end of a window, is left to the next windows.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, in the unit of the series: the error of a value.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n × 48 × directions) time; the fit reads at most 4,000 windows, evenly spread.
 * Source: reconstruction by principal components as in Paparrizos et al., TSB-UAD, VLDB 2022 (PCA over windows).
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class SubPCA extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.sub_pca";

    private SubPCA(Map<String, Object> params) {
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
         * Take the mean off each window first, so that only its shape and spread count, not its level.
         * <p>Default {@code false}.
         *
         * @param centered the value
         * @return this
         */
        public Builder centered(boolean centered) {
            values.put("centered", centered);
            return this;
        }

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
         * The share of the variance that the directions hold.
         * <p>Default {@code 0.9}. Range {@code 0.01..=0.9999}.
         *
         * @param variance the value
         * @return this
         */
        public Builder variance(double variance) {
            values.put("variance", variance);
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
        public SubPCA build() {
            return new SubPCA(new LinkedHashMap<>(values));
        }
    }
}
