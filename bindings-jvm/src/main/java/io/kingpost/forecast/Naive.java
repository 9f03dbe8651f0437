package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the last value: the benchmark that any other model must beat.
 *
 * <p>y(n+h) = y(n), with the interval of a random walk: sigma × sqrt(h), where sigma² is the mean square of the one-step
 * errors.
 *
 * <p>Input: a panel without missing values, at least one observation a series (two for intervals wider than a point).
 * Cost: O(n) a series.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Naive extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.naive";

    private Naive(Map<String, Object> params) {
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
        public Naive build() {
            return new Naive(new LinkedHashMap<>(values));
        }
    }
}
