package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seasonal ARIMA with the orders that suit each series best, with regressors.
 *
 * <p>The model is that of ARIMA. A strong season (the share of its variance by STL above 0.64) is differenced away, then the
 * series is differenced until it passes the test of Kwiatkowski, Phillips, Schmidt and Shin at 5 %. From four starts the
 * search goes to the first neighbour with a smaller criterion (one more or less of p, q, P, Q or of two of them, with or
 * without the constant), until there is none. Models with a root within 1.01 of the unit circle are passed over. Every
 * likelihood is exact: there is no approximation to be refitted.
 *
 * <p>Point forecasts and intervals are those of ARIMA.
 *
 * <p>Input: a panel without missing values. A series on which no other model can be fitted gets the one without
 * coefficients; a season that is not seen once and a bit (n ≤ season_length) is left out. Every column of numbers beside
 * id, time and target is a regressor, whose future values <code>forecast</code> then needs.
 * Output: forecasts; <code>parts</code> has the model and criteria of each series, and the table <code>parameters</code> its coefficients as that of
 * ARIMA. The first d + D m fitted values are missing.
 * Errors: <code>kp.missing_values</code>; <code>kp.invalid_data</code> for regressors that depend on each other or on a constant.
 * Cost: 20 to 40 fits of ARIMA a series; with <code>stepwise</code> off, all that <code>max_order</code> allows.
 * Source: Hyndman and Khandakar, Automatic Time Series Forecasting: The forecast Package for R, Journal of Statistical
 * Software 27(3), 2008, with the test for seasons and the defaults of R's <code>auto.arima</code> and of statsforecast 2.1.1
 * <code>AutoARIMA</code>. They fit the models of long series by conditional least squares first; so the chosen orders can differ.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class AutoARIMA extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.auto_arima";

    private AutoARIMA(Map<String, Object> params) {
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

    /** What {@code criterion} may be. */
    public enum Criterion implements Choice {
        /**
         * Akaike's, corrected for short series.
         */
        AICC("aicc"),
        /**
         * Akaike's.
         */
        AIC("aic"),
        /**
         * Schwarz's, which prefers smaller models.
         */
        BIC("bic");

        private final String word;

        Criterion(String word) {
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
         * Whether models with one difference may have a drift.
         * <p>Default {@code true}.
         *
         * @param allowDrift the value
         * @return this
         */
        public Builder allowDrift(boolean allowDrift) {
            values.put("allow_drift", allowDrift);
            return this;
        }

        /**
         * Whether models without differences may have a mean.
         * <p>Default {@code true}.
         *
         * @param allowMean the value
         * @return this
         */
        public Builder allowMean(boolean allowMean) {
            values.put("allow_mean", allowMean);
            return this;
        }

        /**
         * What the models are compared by: the corrected Akaike criterion by default.
         * <p>Default {@code "aicc"}.
         *
         * @param criterion the value
         * @return this
         */
        public Builder criterion(Criterion criterion) {
            values.put("criterion", criterion);
            return this;
        }

        /**
         * Differences; null, the default, finds them by a test.
         * <p>Default {@code null}. Range {@code 0..=2}.
         *
         * @param d the value
         * @return this
         */
        public Builder d(long d) {
            values.put("d", d);
            return this;
        }

        /**
         * The most differences that the test may ask for.
         * <p>Default {@code 2}. Range {@code 0..=2}.
         *
         * @param maxD the value
         * @return this
         */
        public Builder maxD(long maxD) {
            values.put("max_d", maxD);
            return this;
        }

        /**
         * The most terms in all; counts only when <code>stepwise</code> is off.
         * <p>Default {@code 5}. Range {@code 0..=28}.
         *
         * @param maxOrder the value
         * @return this
         */
        public Builder maxOrder(long maxOrder) {
            values.put("max_order", maxOrder);
            return this;
        }

        /**
         * The most autoregressive terms.
         * <p>Default {@code 5}. Range {@code 0..=10}.
         *
         * @param maxP the value
         * @return this
         */
        public Builder maxP(long maxP) {
            values.put("max_p", maxP);
            return this;
        }

        /**
         * The most moving-average terms.
         * <p>Default {@code 5}. Range {@code 0..=10}.
         *
         * @param maxQ the value
         * @return this
         */
        public Builder maxQ(long maxQ) {
            values.put("max_q", maxQ);
            return this;
        }

        /**
         * The most seasonal differences that the test may ask for.
         * <p>Default {@code 1}. Range {@code 0..=2}.
         *
         * @param maxSeasonalD the value
         * @return this
         */
        public Builder maxSeasonalD(long maxSeasonalD) {
            values.put("max_seasonal_d", maxSeasonalD);
            return this;
        }

        /**
         * The most seasonal autoregressive terms.
         * <p>Default {@code 2}. Range {@code 0..=4}.
         *
         * @param maxSeasonalP the value
         * @return this
         */
        public Builder maxSeasonalP(long maxSeasonalP) {
            values.put("max_seasonal_p", maxSeasonalP);
            return this;
        }

        /**
         * The most seasonal moving-average terms.
         * <p>Default {@code 2}. Range {@code 0..=4}.
         *
         * @param maxSeasonalQ the value
         * @return this
         */
        public Builder maxSeasonalQ(long maxSeasonalQ) {
            values.put("max_seasonal_q", maxSeasonalQ);
            return this;
        }

        /**
         * The most models that are tried on a series.
         * <p>Default {@code 94}. Range {@code 1..=10000}.
         *
         * @param nmodels the value
         * @return this
         */
        public Builder nmodels(long nmodels) {
            values.put("nmodels", nmodels);
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
         * Whether seasonal models are tried.
         * <p>Default {@code true}.
         *
         * @param seasonal the value
         * @return this
         */
        public Builder seasonal(boolean seasonal) {
            values.put("seasonal", seasonal);
            return this;
        }

        /**
         * Seasonal differences; null, the default, finds them by a test.
         * <p>Default {@code null}. Range {@code 0..=2}.
         *
         * @param seasonalD the value
         * @return this
         */
        public Builder seasonalD(long seasonalD) {
            values.put("seasonal_d", seasonalD);
            return this;
        }

        /**
         * Autoregressive terms of the first model.
         * <p>Default {@code 2}. Range {@code 0..=10}.
         *
         * @param startP the value
         * @return this
         */
        public Builder startP(long startP) {
            values.put("start_p", startP);
            return this;
        }

        /**
         * Moving-average terms of the first model.
         * <p>Default {@code 2}. Range {@code 0..=10}.
         *
         * @param startQ the value
         * @return this
         */
        public Builder startQ(long startQ) {
            values.put("start_q", startQ);
            return this;
        }

        /**
         * Seasonal autoregressive terms of the first model.
         * <p>Default {@code 1}. Range {@code 0..=4}.
         *
         * @param startSeasonalP the value
         * @return this
         */
        public Builder startSeasonalP(long startSeasonalP) {
            values.put("start_seasonal_p", startSeasonalP);
            return this;
        }

        /**
         * Seasonal moving-average terms of the first model.
         * <p>Default {@code 1}. Range {@code 0..=4}.
         *
         * @param startSeasonalQ the value
         * @return this
         */
        public Builder startSeasonalQ(long startSeasonalQ) {
            values.put("start_seasonal_q", startSeasonalQ);
            return this;
        }

        /**
         * Whether only models without differences are tried.
         * <p>Default {@code false}.
         *
         * @param stationary the value
         * @return this
         */
        public Builder stationary(boolean stationary) {
            values.put("stationary", stationary);
            return this;
        }

        /**
         * Whether neighbours of the best model so far are tried, or every model.
         * <p>Default {@code true}.
         *
         * @param stepwise the value
         * @return this
         */
        public Builder stepwise(boolean stepwise) {
            values.put("stepwise", stepwise);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public AutoARIMA build() {
            return new AutoARIMA(new LinkedHashMap<>(values));
        }
    }
}
