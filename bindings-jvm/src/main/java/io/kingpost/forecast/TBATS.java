package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exponential smoothing for series of several, long or broken seasons: TBATS, with the parts that suit each series best.
 *
 * <p>With the error d and the observation z, transformed by Box and Cox's (y^lambda - 1) / lambda: z = l + phi b + sum of s + d,
 * l' = l + phi b + alpha d, b' = phi b + beta d. A season is the sum of waves, s of each and its companion c: s' = s cos + c
 * sin + gamma1 d, c' = c cos - s sin + gamma2 d, where a wave turns by its number × 2 pi / length a step. The errors d follow
 * an ARMA(p, q) process. A model is named TBATS(lambda, {p,q}, phi, {&lt;length, waves&gt;, ..}).
 *
 * <p>The number of waves is that of the least corrected Akaike criterion when waves are fitted to the series without its
 * moving average, the shortest season first; one that no wave is worthwhile for is left out, and waves that a shorter season
 * has are left to it. With them, models with and without transformation, trend and damping are fitted by their likelihood
 * (L-BFGS along exact slopes, and a simplex where that ends at the border of what is allowed). The first states are those of
 * least squares for alpha 0.09 and beta 0.05, and once more for the rates that were found with them. The model of the least criterion gets ARMA errors if that is then less: their
 * orders are AutoARIMA's for the errors d. Models whose error recursion has an eigenvalue beyond 1.01 are passed over.
 *
 * <p>Intervals are normal on the transformed scale, of the exact variance of the model, and are transformed back; the forecast is
 * the median there.
 *
 * <p>Input: a panel without missing values, at least 4 observations a series. A season that is not seen twice (n &lt; 2 × its
 * length) is left out, as is a length below 2. Only series above 0 are transformed. A constant goes on.
 * Output: forecasts; <code>parts</code> has the model, its parameters and criteria of each series, and the table <code>components</code> of the
 * observations: level, trend, each season (<code>season_24</code>) and the remainder d, which sum to them; of a transformed series each
 * is what it adds to those before it. <code>components</code> of <code>forecast</code> go on so, with a remainder where it is ARMA. An update
 * moves the filter on with the same parameters: it is the filter over the whole series, bit by bit. With <code>keep_fitted</code> off
 * there are no components.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_params</code> for a damped trend without a trend.
 * Cost: a pass over n observations costs O(n × waves); about 40 to 200 of them with slopes for each of at most six models, and
 * O(n × waves²) for the choice of waves and the first states; an update O(waves) a point.
 * Source: De Livera, Hyndman and Snyder, Forecasting Time Series With Complex Seasonal Patterns Using Exponential
 * Smoothing, Journal of the American Statistical Association 106(496), 2011. Likelihood and forecasts agree with those of
 * statsforecast 2.1.1 <code>tbats</code> at the same parameters and first states; choices of waves and parameters are our own, of a
 * likelihood that is mostly greater.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class TBATS extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.tbats";

    private TBATS(Map<String, Object> params) {
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
         * The least lambda.
         * <p>Default {@code 0.0}. Range {@code -1..=2}.
         *
         * @param bcLowerBound the value
         * @return this
         */
        public Builder bcLowerBound(double bcLowerBound) {
            values.put("bc_lower_bound", bcLowerBound);
            return this;
        }

        /**
         * The greatest lambda.
         * <p>Default {@code 1.0}. Range {@code -1..=2}.
         *
         * @param bcUpperBound the value
         * @return this
         */
        public Builder bcUpperBound(double bcUpperBound) {
            values.put("bc_upper_bound", bcUpperBound);
            return this;
        }

        /**
         * What the models are compared by.
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
         * Observations in each season, whole or not: [24, 168] for hours in days and weeks, 365.25 for days in years; 1 for no
         * season. When empty, the default, those that SeasonLengths finds in each series, at most three.
         * <p>Default {@code []}.
         *
         * @param seasonLengths the value
         * @return this
         */
        public Builder seasonLengths(double... seasonLengths) {
            values.put("season_lengths", seasonLengths);
            return this;
        }

        /**
         * Whether to try ARMA errors; they are used if the criterion is then less.
         * <p>Default {@code true}.
         *
         * @param useArmaErrors the value
         * @return this
         */
        public Builder useArmaErrors(boolean useArmaErrors) {
            values.put("use_arma_errors", useArmaErrors);
            return this;
        }

        /**
         * Whether to transform; null, the default, to choose.
         * <p>Default {@code null}.
         *
         * @param useBoxcox the value
         * @return this
         */
        public Builder useBoxcox(boolean useBoxcox) {
            values.put("use_boxcox", useBoxcox);
            return this;
        }

        /**
         * Whether a trend is damped; null, the default, to choose.
         * <p>Default {@code null}.
         *
         * @param useDampedTrend the value
         * @return this
         */
        public Builder useDampedTrend(boolean useDampedTrend) {
            values.put("use_damped_trend", useDampedTrend);
            return this;
        }

        /**
         * Whether there is a trend; null, the default, to choose.
         * <p>Default {@code null}.
         *
         * @param useTrend the value
         * @return this
         */
        public Builder useTrend(boolean useTrend) {
            values.put("use_trend", useTrend);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public TBATS build() {
            return new TBATS(new LinkedHashMap<>(values));
        }
    }
}
