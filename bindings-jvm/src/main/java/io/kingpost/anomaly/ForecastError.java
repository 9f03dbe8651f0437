package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how far it is from what a forecaster expected one step ahead, in standard errors.
 *
 * <p>The score is |y - forecast| / sigma, where sigma is the root of the mean square of the forecaster's one-step errors
 * over the series of the fit. In that series the forecasts are the fitted ones; in the observations that follow it
 * each is made from all those before it, without fitting again. So a score above 1.96 lies outside of the 95 %
 * interval of a normal error.
 *
 * <p>Input: a panel without missing values, unless the forecaster takes them. What is scored must begin with the series
 * of the fit, or directly after its end: a forecast has to know what came before.
 * Output: one score an observation, in standard errors; 0 where there was no forecast yet, at most 1e12.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: those of the forecaster; <code>kp.invalid_data</code> for a series that does neither begin with the fitted one nor
 * follow it.
 * Cost: that of fitting the forecaster; a score takes an update of it. The model keeps the series and its fitted
 * values.
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5, for the interval.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class ForecastError extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.forecast_error";

    private ForecastError(Map<String, Object> params) {
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
         * The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
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
         * What forecasts: any forecaster, by name or with parameters; AutoETS by default.
         * <p>Default {@code "AutoETS"}.
         *
         * @param forecaster the value
         * @return this
         */
        public Builder forecaster(Object forecaster) {
            values.put("forecaster", forecaster);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public ForecastError build() {
            return new ForecastError(new LinkedHashMap<>(values));
        }
    }
}
