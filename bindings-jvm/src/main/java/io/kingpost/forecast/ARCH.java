package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A constant mean with a variance that follows the last squared errors.
 *
 * <p>y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)². This is
 * GARCH without betas, and everything that is said there holds.
 *
 * <p>Input: a panel without missing values, at least 2 p + 3 observations a series. Output: forecasts; <code>parts</code> as of GARCH.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>.
 * Cost: some 100 to 500 passes over the series of O(n p); an update O(p) a point, a forecast O(h p).
 * Source: Engle, Autoregressive conditional heteroscedasticity with estimates of the variance of United Kingdom inflation,
 * Econometrica 50(4), 1982. Variances agree with statsforecast 2.1.1 <code>ARCH</code> at the same coefficients; see GARCH.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class ARCH extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.arch";

    private ARCH(Map<String, Object> params) {
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

    /** What {@code mean} may be. */
    public enum Mean implements Choice {
        /**
         * One for all times, found together with the variance.
         */
        CONSTANT("constant"),
        /**
         * Zero, as of returns.
         */
        ZERO("zero");

        private final String word;

        Mean(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * The mean: one that is found, the default, or zero.
         * <p>Default {@code "constant"}.
         *
         * @param mean the value
         * @return this
         */
        public Builder mean(Mean mean) {
            values.put("mean", mean);
            return this;
        }

        /**
         * How many squared errors the variance follows.
         * <p>Default {@code 1}. Range {@code 1..=10}.
         *
         * @param p the value
         * @return this
         */
        public Builder p(long p) {
            values.put("p", p);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public ARCH build() {
            return new ARCH(new LinkedHashMap<>(values));
        }
    }
}
