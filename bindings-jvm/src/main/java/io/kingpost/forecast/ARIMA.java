package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A seasonal ARIMA model of given orders, with regressors.
 *
 * <p>With B the step back, m the season's length and n(t) = y(t) - constant - the weighted regressors, (1 - ar B - ..) (1 -
 * seasonal_ar B^m - ..) (1-B)^d (1-B^m)^D n(t) = (1 + ma B + ..) (1 + seasonal_ma B^m + ..) e(t). The coefficients, the
 * weights and the constant are those of the greatest exact Gaussian likelihood of the differenced series; every
 * coefficient vector that is looked at is stationary and invertible. The constant is a mean without differences and a drift
 * a step with one.
 *
 * <p>Coefficients that are <code>fixed</code> are not estimated: an autoregression on the lags 1 and 12 alone has <code>order</code> [12, 0, 0] and fixes ar2
 * to ar11 at 0. The others are sought where the model is stationary and invertible with them.
 *
 * <p>Point forecasts set the errors to come to zero. Intervals are normal, of the variance sigma² × the sum of the squared
 * weights of the errors to come; that of the coefficients is not in it. Sigma² is the mean square of the one-step errors,
 * less the parameters.
 *
 * <p>Input: a panel without missing values, at least as many observations a series as the differences cost and 2 more than
 * there are parameters. Every column of numbers beside id, time and target is a regressor, whose future values <code>forecast</code>
 * then needs.
 * Output: forecasts; <code>parts</code> has the model and criteria, and the table <code>parameters</code> its coefficients: ar1, ma1, sar1 and sma1
 * and so on, the mean or drift, and the weight of each regressor under its name. The first d + D m fitted values are missing.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_data</code> for regressors that depend on each other;
 * <code>kp.invalid_params</code> for a season in <code>seasonal_order</code> without a season's length, a drift without exactly one difference, and fixed
 * coefficients that the order does not have; <code>kp.invalid_data</code> where the given ones leave no stationary model.
 * Cost: about 30 × the number of coefficients likelihoods of O(n r), r the longest lag; a forecast O(h (r + d + D m)), an
 * update O(r) a point.
 * Source: Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 5th edition, chapters 4, 5, 7 and 9. The likelihood is the
 * one of R's <code>arima(method = "ML")</code> and of statsforecast 2.1.1 <code>ARIMA</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class ARIMA extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.arima";

    private ARIMA(Map<String, Object> params) {
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
         * Coefficients that are given and not estimated, by name: ar1 is the first autoregressive one, ma1 the first of the moving
         * average, sar1 and sma1 those of seasons; none by default.
         * <p>Default {@code null}.
         *
         * @param fixed the value
         * @return this
         */
        public Builder fixed(Object fixed) {
            values.put("fixed", fixed);
            return this;
        }

        /**
         * Whether a model with one difference, seasonal or not, has a drift.
         * <p>Default {@code false}.
         *
         * @param includeDrift the value
         * @return this
         */
        public Builder includeDrift(boolean includeDrift) {
            values.put("include_drift", includeDrift);
            return this;
        }

        /**
         * Whether a model without differences has a mean.
         * <p>Default {@code true}.
         *
         * @param includeMean the value
         * @return this
         */
        public Builder includeMean(boolean includeMean) {
            values.put("include_mean", includeMean);
            return this;
        }

        /**
         * How many autoregressive terms, differences and moving-average terms: p, d, q.
         * <p>Default {@code [0,0,0]}.
         *
         * @param order the value
         * @return this
         */
        public Builder order(long... order) {
            values.put("order", order);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year; 1, the default, for no season.
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
         * The same for lags of whole seasons: P, D, Q.
         * <p>Default {@code [0,0,0]}.
         *
         * @param seasonalOrder the value
         * @return this
         */
        public Builder seasonalOrder(long... seasonalOrder) {
            values.put("seasonal_order", seasonalOrder);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public ARIMA build() {
            return new ARIMA(new LinkedHashMap<>(values));
        }
    }
}
