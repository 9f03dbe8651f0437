package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the mean of all observations so far.
 *
 * <p>y(n+h) = (y(1) + ... + y(n)) / n, with the interval sigma × sqrt(1 + 1/n), where sigma² is the sum of squares about
 * the mean over n-1; the second term is the uncertainty of the mean itself.
 *
 * <p>Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Output: a constant; <code>parts</code> has the mean of each series. The fitted values are the mean of the whole series; those
 * of <code>update</code> are what was known at the time.
 * Errors: <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5; the numbers
 * agree with statsforecast 2.1.1 <code>HistoricAverage</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class HistoricAverage extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.historic_average";

    private HistoricAverage(Map<String, Object> params) {
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
        public HistoricAverage build() {
            return new HistoricAverage(new LinkedHashMap<>(values));
        }
    }
}
