package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts each place of the season by its average over the last seasons.
 *
 * <p>y(n+h) = mean of y(n+h-m), y(n+h-2m), ... over <code>window_size</code> seasons of length m, each forecast season like the one
 * before it. The interval is that of <code>WindowAverage</code>, season by season: sigma × sqrt(1 + k alpha²) in the k-th season after
 * the first, with alpha = 2 / (window_size + 1) and sigma² the mean square of the one-step errors.
 *
 * <p>Input: a panel without missing values, at least season_length × window_size observations a series (one more for intervals
 * wider than a point).
 * Cost: O(n) a series.
 * Source: statsforecast 2.1.1 <code>SeasonalWindowAverage</code>; Hyndman et al. (2008), table 6.2, for the interval.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class SeasonalWindowAverage extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.seasonal_window_average";

    private SeasonalWindowAverage(Map<String, Object> params) {
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
         * Observations a season.
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
         * Seasons to average over.
         * <p>Default {@code 1}. Range {@code 1..=10000}.
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
        public SeasonalWindowAverage build() {
            return new SeasonalWindowAverage(new LinkedHashMap<>(values));
        }
    }
}
