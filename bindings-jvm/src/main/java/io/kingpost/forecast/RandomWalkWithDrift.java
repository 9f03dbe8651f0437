package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the last value plus the average step so far: a random walk with drift.
 *
 * <p>y(n+h) = y(n) + h × (y(n) - y(1)) / (n-1), with the interval sigma × sqrt(h × (1 + h / (n-1))), where sigma² is the
 * mean square of the steps about their average; the second term is the uncertainty of the drift itself.
 *
 * <p>Input: a panel without missing values, at least two observations a series. Output: a straight line. The fitted values
 * use the drift of the whole series; those of <code>update</code> use what was known at the time.
 * Errors: <code>kp.not_enough_data</code> for a series of one observation, <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers agree
 * with statsforecast 2.1.1 <code>RandomWalkWithDrift</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class RandomWalkWithDrift extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.drift";

    private RandomWalkWithDrift(Map<String, Object> params) {
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
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public RandomWalkWithDrift build() {
            return new RandomWalkWithDrift(new LinkedHashMap<>(values));
        }
    }
}
