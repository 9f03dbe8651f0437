package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The method of Holt and Winters: exponential smoothing with a level, a trend and a season.
 *
 * <p>Additive: y(n+h) = l(n) + h b(n) + s, where s is the last state of the season of n+h, and level, trend and season
 * follow the observations by alpha, beta and gamma. Multiplicative: y(n+h) = (l(n) + h b(n)) s. As a model this is
 * ETS(A,A,A) or ETS(M,A,M), and it is fitted as AutoETS fits it: parameters and initial states by maximum likelihood.
 * Intervals are normal with the exact variance of the model.
 *
 * <p>Input: a panel without missing values. At least 11 observations a series and 7 more than the season's length, one
 * more for a damped trend; a season that is not seen once and a bit (n ≤ season_length) is left out. A constant
 * series, of whatever length, is continued without a search.
 * Output: forecasts; <code>parts</code> is that of AutoETS. An update keeps the parameters and moves the states on.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_data</code> where the multiplicative method meets a value
 * that is not positive.
 * Cost: about 1,500 passes over the series at most; an update takes constant time a point; intervals O(h), of the
 * multiplicative method O(h × season_length).
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960;
 * Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapters 2, 5 and 6. The numbers
 * agree with those of statsforecast 2.1.1 <code>AutoETS</code> of the same model, but for intervals of the multiplicative method
 * and of the additive one beyond a season, which are the book's. Its <code>HoltWinters</code> tries a damped trend too, as here
 * where <code>damped</code> is null, and counts the first step of one twice, which is not followed.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class HoltWinters extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.holt_winters";

    private HoltWinters(Map<String, Object> params) {
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
         * Whether the trend is damped: false, the default, for the method's own; null tries both and keeps the one with
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
         * "A", the default, for a season and errors of the same size at any level, or "M" for a season and errors that are
         * a share of it.
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
         * Observations in a season: 12 for months in a year. With 1, the default, this is Holt's method.
         * <p>Default {@code 1}. Range {@code 1..=8784}.
         *
         * @param seasonLength the value
         * @return this
         */
        public Builder seasonLength(long seasonLength) {
            values.put("season_length", seasonLength);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public HoltWinters build() {
            return new HoltWinters(new LinkedHashMap<>(values));
        }
    }
}
