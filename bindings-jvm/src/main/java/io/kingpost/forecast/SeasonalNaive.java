package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the last value of the same season: last January for January.
 *
 * <p>y(n+h) = y(n+h-m(k+1)), where m is the season's length and k the whole seasons in h-1; the interval is that of a
 * seasonal random walk: sigma × sqrt(k+1), where sigma² is the mean square of the one-season errors.
 *
 * <p>Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
 * point). Output: the last season, repeated.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than a season, <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series; a season of memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
 * with statsforecast 2.1.1 <code>SeasonalNaive</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class SeasonalNaive extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.seasonal_naive";

    private SeasonalNaive(Map<String, Object> params) {
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
         * Observations in a season: 12 for months in a year. With 1, the default, this is the naive forecast.
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
        public SeasonalNaive build() {
            return new SeasonalNaive(new LinkedHashMap<>(values));
        }
    }
}
