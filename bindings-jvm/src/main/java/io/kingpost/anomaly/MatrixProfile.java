package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how unlike all others the shapes are that it is part of.
 *
 * <p>Every window of <code>window_size</code> values is brought to mean 0 and variance 1 and compared with all windows of the series
 * that the detector was fitted to; its distance is the Euclidean one to the most alike of them. Windows that overlap
 * it by more than three quarters do not count. The score of an observation is the mean distance of the windows that
 * hold it. A constant window is at distance 0 from another and at sqrt(window_size) from any other.
 *
 * <p>Where the scored series is the fitted one, or overlaps with it in time and values, a window is not compared with
 * itself. So fit and score one series to find what is rare in it; fit what is known to be good and score what comes
 * later to find what is new in it.
 *
 * <p>With <code>causal</code> windows are compared with earlier ones only, of the fit and of the scored series: the left discords
 * that a stream would show, so that the first of two like anomalies is not hidden by the second. There is little to be
 * like at first: windows that end within the first four windows' time do not count, and what is in no other scores 0.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window.
 * Output: one score an observation, 0 to sqrt(4 window_size): 0 for a shape that occurs again exactly (but for
 * rounding: correlations above 1 - 1e-13 count as 1).
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n²) time for n observations, in blocks of 16 diagonals; O(n) memory. The model keeps the series. Products that
 * rounding would spoil, as after a value far from all others, are computed anew.
 * Source: Yeh et al., Matrix Profile I, ICDM 2016, and Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019, for
 * the update of products along diagonals; distances agree with stumpy 1.14.1 <code>stump</code> to 1e-9. Lu et al., DAMP, KDD
 * 2022, for left discords.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class MatrixProfile extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.matrix_profile";

    private MatrixProfile(Map<String, Object> params) {
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
         * Compare with earlier windows only.
         * <p>Default {@code false}.
         *
         * @param causal the value
         * @return this
         */
        public Builder causal(boolean causal) {
            values.put("causal", causal);
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
        public MatrixProfile build() {
            return new MatrixProfile(new LinkedHashMap<>(values));
        }
    }
}
