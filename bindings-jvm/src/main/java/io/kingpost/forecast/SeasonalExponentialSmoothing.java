package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts each season by the exponential smoothing of that season's own past: Januaries by Januaries.
 *
 * <p>Each season has its level, beginning at its first observation: l = alpha y + (1 - alpha) l, one period after
 * another. There is no common level and no trend. Where alpha is not given, each season has its own, the one from 0.01
 * to 0.99 with the least squared errors (golden section search). The interval is sigma × sqrt(1 + k × alpha²), where k
 * is the whole seasons in h-1 and sigma² is the mean square of all the one-season errors.
 *
 * <p>Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
 * point). Output: the seasons' levels, repeated; <code>parts</code> has the size of the errors. Fitted values of the first season
 * are NaN. An update keeps alpha and moves the levels on.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than a season, <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series, about 15 passes where alpha is searched for; two numbers of memory a season; an update takes
 * constant time a point.
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960, with
 * level and trend left out. The forecasts of whole seasons agree with statsforecast 2.1.1: with
 * <code>SeasonalExponentialSmoothing</code> where alpha is given, else with <code>SeasonalExponentialSmoothingOptimized</code>. Of other
 * series these drop the first n mod season_length observations; here they count.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class SeasonalExponentialSmoothing extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.seasonal_exponential_smoothing";

    private SeasonalExponentialSmoothing(Map<String, Object> params) {
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
         * What the newest observation weighs in its season's level: 1 is the seasonal naive forecast. Null, the default,
         * searches for it season by season.
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
         * Observations in a season: 12 for months in a year. With 1, the default, this is simple exponential smoothing.
         * <p>Default {@code 1}. Range {@code 1..=8784}.
         *
         * @param seasonLength the value
         * @return this
         */
        public Builder seasonLength(long seasonLength) {
            values.put("season_length", seasonLength);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SeasonalExponentialSmoothing build() {
            return new SeasonalExponentialSmoothing(new LinkedHashMap<>(values));
        }
    }
}
