package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holt's method: exponential smoothing with a level and a trend.
 *
 * <p>y(n+h) = l(n) + h b(n), where l(t) = alpha y(t) + (1 - alpha) (l(t-1) + b(t-1)) and b(t) = r (l(t) - l(t-1)) + (1 -
 * r) b(t-1) with r = beta / alpha. With damping each step of the trend is phi times the one before. As a model this is
 * ETS(A,A,N) or, with a multiplicative error, ETS(M,A,N), and it is fitted as AutoETS fits it: parameters and initial
 * states by maximum likelihood. Intervals are normal with the exact variance of the model.
 *
 * <p>Input: a panel without missing values. At least 9 observations a series, 10 for a damped trend; a constant series,
 * of whatever length, is continued without a search.
 * Output: a straight line, or one that levels out; <code>parts</code> is that of AutoETS.
 * An update keeps the parameters and moves the states on.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_data</code> where a multiplicative error meets a value that
 * is not positive.
 * Cost: about 300 passes over the series; an update takes constant time a point; intervals O(h).
 * Source: Holt, Forecasting seasonals and trends by exponentially weighted moving averages (1957; International
 * Journal of Forecasting 20(1), 2004); Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing
 * (2008), chapters 2, 5 and 6. The numbers agree with those of statsforecast 2.1.1 <code>AutoETS</code> of the same model. Its
 * <code>Holt</code> tries a damped trend too, as here where <code>damped</code> is null, and counts the first step of one twice, which is
 * not followed.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Holt extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.holt";

    private Holt(Map<String, Object> params) {
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

    /** What {@code errorType} may be. */
    public enum ErrorType implements Choice {
        /**
         * Additive: of the same size at any level.
         */
        A("A"),
        /**
         * Multiplicative: a share of the forecast. The values must be positive.
         */
        M("M");

        private final String word;

        ErrorType(String word) {
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
         * Whether the trend is damped: false, the default, for Holt's own method; null tries both and keeps the one with
         * the less corrected Akaike criterion.
         * <p>Default {@code false}.
         *
         * @param damped the value
         * @return this
         */
        public Builder damped(Boolean damped) {
            values.put("damped", damped);
            return this;
        }

        /**
         * "A", the default, for errors of the same size at any level, or "M" for errors that are a share of it.
         * <p>Default {@code "A"}.
         *
         * @param errorType the value
         * @return this
         */
        public Builder errorType(ErrorType errorType) {
            values.put("error_type", errorType);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Holt build() {
            return new Holt(new LinkedHashMap<>(values));
        }
    }
}
