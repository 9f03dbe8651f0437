package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts demand of many zeros as the size of a demand over the time between demands.
 *
 * <p>y(n+h) = z / p, with alpha for both size and interval.
 *
 * <p>The size z and the interval p are simple exponential smoothings that move only when there is a demand; they
 * begin at the first demand and at its place in the series.
 *
 * <p>Intervals are the same at every step, for Croston's demand varies about a mean that does not move: normal,
 * with the mean square of the one-step errors as variance, and cut off at 0. So stocks are planned in practice
 * (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less than they say, and low ones more.
 *
 * <p>Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; <code>parts</code> has sizes and intervals of each series. Fitted values
 * are by the parameters of the whole series: the first is NaN, and those before the first demand are 0. An
 * update keeps the parameters and moves size and interval on.
 * Errors: <code>kp.missing_values</code> where a value is missing, <code>kp.invalid_data</code> where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly
 * 23(3), 1972; Syntetos and Boylan, On the stock control performance of intermittent demand estimators,
 * International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree with
 * statsforecast 2.1.1 <code>CrostonClassic</code>, whose alpha is always 0.1 and which has no analytic interval.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class CrostonClassic extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.croston_classic";

    private CrostonClassic(Map<String, Object> params) {
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
         * What the newest demand weighs in size and interval; 0.1 by default.
         * <p>Default {@code 0.1}. Range {@code 0..=1}.
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
        public CrostonClassic build() {
            return new CrostonClassic(new LinkedHashMap<>(values));
        }
    }
}
