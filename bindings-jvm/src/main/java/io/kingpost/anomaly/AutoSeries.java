package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how unlike anything else the shapes and the swings are that it is part of; the detector to
 * begin with.
 *
 * <p>Two views of the windows of <code>window_size</code> values are combined. The shape: the distance of a window to the most alike
 * other one after both were brought to mean 0 and variance 1, in the series of the fit and in the scored one
 * (<code>MatrixProfile</code>). The swing: how far a window less its mean is from the space that holds 0.9 of the variance of the
 * windows of the fit (<code>SubPCA</code>). Each gives an observation the mean of the windows that hold it, in units of the
 * 0.9-quantile of the fit; with s and p so, the score is sqrt(s⁴ + p²), averaged over <code>smoothing</code> windows to each
 * side. A shape that occurs again is at most a little unusual, however rare its level; a swing beyond all others shows
 * whatever its shape.
 *
 * <p>No view is good for all series: unusual beats want the first, bursts and outages the second.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, without unit: about 1 for the more unusual tenth of the data of the fit.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n²) time for n observations scored, O(n) memory. The model keeps the series.
 * Source: of the project; the parts are those of <code>MatrixProfile</code> and <code>SubPCA</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class AutoSeries extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.auto_series";

    private AutoSeries(Map<String, Object> params) {
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
         * Over how many windows to each side scores are averaged; 0 to find the place, more to find long stretches.
         * <p>Default {@code 1.0}. Range {@code 0..=100}.
         *
         * @param smoothing the value
         * @return this
         */
        public Builder smoothing(double smoothing) {
            values.put("smoothing", smoothing);
            return this;
        }

        /**
         * How many observations a window has; from the dominant frequency of the series when absent.
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
        public AutoSeries build() {
            return new AutoSeries(new LinkedHashMap<>(values));
        }
    }
}
