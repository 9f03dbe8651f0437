package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts demand of many zeros as the chance of a demand times its size, so that forecasts fade when demand dies
 * out.
 *
 * <p>y(n+h) = d z. The chance d is the exponential smoothing, by alpha_p, of whether there was a demand, beginning with
 * the first observation; it moves at every step, unlike Croston's interval. The size z is that of the demands, by
 * alpha_d, beginning with the first demand.
 *
 * <p>Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and cut off
 * at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high levels cover less
 * than they say, and low ones more.
 *
 * <p>Input: a panel of demands, none missing or negative; at least one observation a series. A series without a demand is
 * forecast 0.
 * Output: a constant, the demand of one step; <code>parts</code> has chance and size of each series. The first fitted value is
 * NaN, and those before the first demand are 0. An update moves chance and size on.
 * Errors: <code>kp.missing_values</code> where a value is missing, <code>kp.invalid_data</code> where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to inventory obsolescence, European
 * Journal of Operational Research 214(3), 2011; Syntetos and Boylan, On the stock control performance of intermittent
 * demand estimators, International Journal of Production Economics 103(1), 2006. Forecasts and fitted values agree
 * with statsforecast 2.1.1 <code>TSB</code>, which has no analytic interval.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class TSB extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.tsb";

    private TSB(Map<String, Object> params) {
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
         * What the newest demand weighs in the size; 0.1 by default.
         * <p>Default {@code 0.1}. Range {@code 0..=1}.
         *
         * @param alphaD the value
         * @return this
         */
        public Builder alphaD(double alphaD) {
            values.put("alpha_d", alphaD);
            return this;
        }

        /**
         * What the newest step weighs in the chance of a demand; 0.1 by default. The larger, the sooner forecasts fade.
         * <p>Default {@code 0.1}. Range {@code 0..=1}.
         *
         * @param alphaP the value
         * @return this
         */
        public Builder alphaP(double alphaP) {
            values.put("alpha_p", alphaP);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public TSB build() {
            return new TSB(new LinkedHashMap<>(values));
        }
    }
}
