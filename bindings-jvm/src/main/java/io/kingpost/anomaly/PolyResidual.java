package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how far the windows that hold it are from a polynomial through the values around them.
 *
 * <p>A polynomial of degree <code>degree</code> is fitted by least squares to the <code>neighborhood</code> values about a window, without
 * those of the window; the error of the window is the root of the mean square of what its values are off the
 * polynomial. Windows begin every quarter of a window; the score of an observation is the mean error of those that
 * hold it. Near the ends of a series the neighborhood is moved inside.
 *
 * <p>The detector learns nothing but the length of the window: each series is scored by itself.
 *
 * <p>Input: a panel without missing values; a series needs at least twice the window, and <code>degree</code> + 1 more than one.
 * Output: one score an observation, in the unit of the series.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n × degree × neighborhood / window_size) time.
 * Source: POLY as in TSB-UAD (Paparrizos et al., VLDB 2022), after Li, Ma and Mei, PAKDD 2007, with overlapping
 * windows and without a volatility; polynomials are those of numpy's <code>polyfit</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class PolyResidual extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.poly_residual";

    private PolyResidual(Map<String, Object> params) {
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
         * The degree of the polynomial. Default 1: a straight line.
         * <p>Default {@code 1}. Range {@code 0..=10}.
         *
         * @param degree the value
         * @return this
         */
        public Builder degree(long degree) {
            values.put("degree", degree);
            return this;
        }

        /**
         * Within how many observations about a window the polynomial is fitted; 10 windows, and at least 100 observations,
         * when absent. At least two windows, and as many as the degree needs, are taken.
         * <p>Default {@code null}. Range {@code 8..=10000000}.
         *
         * @param neighborhood the value
         * @return this
         */
        public Builder neighborhood(long neighborhood) {
            values.put("neighborhood", neighborhood);
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
        public PolyResidual build() {
            return new PolyResidual(new LinkedHashMap<>(values));
        }
    }
}
