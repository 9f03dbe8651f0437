package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts a weighted mean of the past whose weights shrink by the same share with every step back.
 *
 * <p>The level is l(t) = alpha y(t) + (1 - alpha) l(t-1), beginning at the first observation, and y(n+h) = l(n). Where
 * alpha is not given, it is the one from 0.01 to 0.99 with the least squared one-step errors (golden section search),
 * and 0.5 where none is better than another. The interval is sigma × sqrt(1 + (h-1) × alpha²), where sigma² is the
 * mean square of the one-step errors.
 *
 * <p>Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Output: a constant; <code>parts</code> has alpha and level of each series. The first fitted value is NaN. An update keeps alpha
 * and moves the level on.
 * Errors: <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series, about 15 passes where alpha is searched for; constant memory; an update takes constant time a
 * point.
 * Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
 * Journal of Forecasting 20(1), 2004); the variance from Hyndman, Koehler, Ord and Snyder, Forecasting with
 * Exponential Smoothing (2008), table 6.1. The numbers agree with statsforecast 2.1.1: with
 * <code>SimpleExponentialSmoothing</code> where alpha is given, else with <code>SimpleExponentialSmoothingOptimized</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class SimpleExponentialSmoothing extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.simple_exponential_smoothing";

    private SimpleExponentialSmoothing(Map<String, Object> params) {
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
         * What the newest observation weighs in the level: 1 is the naive forecast, 0 stays at the first observation.
         * Null, the default, searches for it.
         * <p>Default {@code null}. Range {@code 0..=1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SimpleExponentialSmoothing build() {
            return new SimpleExponentialSmoothing(new LinkedHashMap<>(values));
        }
    }
}
