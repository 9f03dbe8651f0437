package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the mean of the last <code>window_size</code> values.
 *
 * <p>y(n+h) = (y(n) + ... + y(n-w+1)) / w. A window of w values is as old on average as exponential smoothing with
 * alpha = 2 / (w+1), so the interval is that of simple exponential smoothing: sigma × sqrt(1 + (h-1) × alpha²), where
 * sigma² is the mean square of the one-step errors. A window of 1 is the naive forecast with its interval, and the
 * wider the window, the steadier the level is taken to be.
 *
 * <p>Input: a panel without missing values, at least one window a series (one observation more for intervals wider than a
 * point). Output: a constant. The first <code>window_size</code> fitted values are NaN.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than the window, <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series; a window of memory; an update takes constant time a point on average.
 * Source: point forecasts as in statsforecast 2.1.1 <code>WindowAverage</code>, which has no analytic interval; equal average age
 * from Brown, Smoothing, Forecasting and Prediction (1963), 7; the variance from Hyndman, Koehler, Ord and Snyder,
 * Forecasting with Exponential Smoothing (2008), table 6.1.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class WindowAverage extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.window_average";

    private WindowAverage(Map<String, Object> params) {
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
         * Observations in the mean; 1 by default, the naive forecast.
         * <p>Default {@code 1}. Range {@code 1..=1000000}.
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
        public WindowAverage build() {
            return new WindowAverage(new LinkedHashMap<>(values));
        }
    }
}
