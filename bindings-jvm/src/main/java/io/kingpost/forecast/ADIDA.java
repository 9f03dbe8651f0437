package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts demand of many zeros by sums over as many steps as lie between demands, which are rarely zero.
 *
 * <p>With k the mean number of steps between demands, rounded, y(n+h) = l / k, where l is the simple exponential
 * smoothing of the sums over k steps each (aggregate-disaggregate intermittent demand approach).
 *
 * <p>Sums do not overlap, and the last ends with the last observation; what is left at the beginning is not used.
 * Alpha is the one from 0.1 to 0.3 with the least squared errors of the sums (golden section search). Of two
 * sums none is best; it is 0.2 then, where the reference lets rounding decide.
 *
 * <p>Intervals are the same at every step: normal, with the mean square of the one-step errors as variance, and
 * cut off at 0. So stocks are planned in practice (Syntetos and Boylan 2006); where sizes are skewed, high
 * levels cover less than they say, and low ones more.
 *
 * <p>Input: a panel of demands, none missing or negative; at least one observation a series. A series without a
 * demand is forecast 0.
 * Output: a constant, the demand of one step; <code>parts</code> has the longest sum's number of steps of each series.
 * Fitted values are by the steps and parameters of the whole series, and NaN until a sum is known. An update
 * keeps steps and parameters, and a forecast moves on whenever a sum is complete.
 * Errors: <code>kp.missing_values</code> where a value is missing, <code>kp.invalid_data</code> where one is below 0.
 * Cost: O(n) a series; constant memory; an update takes constant time a point.
 * Source: Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate
 * intermittent demand approach (ADIDA) to forecasting, Journal of the Operational Research Society 62(3),
 * 2011; Syntetos and Boylan, On the stock control performance of intermittent demand estimators, International
 * Journal of Production Economics 103(1), 2006. Forecasts agree with statsforecast 2.1.1 <code>ADIDA</code>, which has no
 * analytic interval and fits anew before each fitted value.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class ADIDA extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.adida";

    private ADIDA(Map<String, Object> params) {
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
        public ADIDA build() {
            return new ADIDA(new LinkedHashMap<>(values));
        }
    }
}
