package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts a value that is given.
 *
 * <p>y(n+h) = value, whatever the series: zero for what has ended, a plan or a target to compare others with. It learns nothing, so
 * that its intervals are points.
 *
 * <p>Input: a panel; missing values are allowed. Output: a constant; <code>parts</code> has it.
 * Errors: <code>kp.invalid_params</code> for a value that is not finite.
 * Cost: none.
 * Source: <code>ConstantModel</code> and <code>ZeroModel</code> of statsforecast 2.1.1.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Constant extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.constant";

    private Constant(Map<String, Object> params) {
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
         * The forecast, in the unit of the series; 0 by default.
         * <p>Default {@code 0.0}.
         *
         * @param value the value
         * @return this
         */
        public Builder value(double value) {
            values.put("value", value);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Constant build() {
            return new Constant(new LinkedHashMap<>(values));
        }
    }
}
