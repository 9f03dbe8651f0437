package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Exponential smoothing with the error, trend and season that suit each series best.
 *
 * <p>The models are those of Hyndman, Koehler, Ord and Snyder: an additive or multiplicative error, no trend, an additive
 * or a damped one, and no season, an additive or a multiplicative one: ETS(M,Ad,M) has a multiplicative error, a damped
 * trend and a multiplicative season. Each allowed model is fitted by maximum likelihood (Nelder-Mead over the smoothing
 * parameters and initial states, from a heuristic start, 1e-4 to 0.9999 for alpha and less for beta and gamma, 0.8 to
 * 0.98 for phi), and the one with the least information criterion is kept. Additive errors are not combined with
 * multiplicative seasons, which is unstable, and trends are never multiplicative, for such forecasts explode.
 *
 * <p>With <code>stepwise</code>, the default, models of a series with a season are compared with the seasonal states held where the
 * decomposition of the first six seasons puts them, and the best model is then fitted whole; and a model whose mean
 * absolute error is more than twice that of naive forecasts is passed over if there is another. Without, every model is
 * fitted whole: three times the work for forecasts that are no better.
 *
 * <p>Point forecasts carry the states forward without errors. Intervals are normal with the exact variance of the model
 * (chapter 6), sigma² being the sum of squares over n less the parameters, the variance and one.
 *
 * <p>Input: a panel without missing values. Models are chosen for 7 observations and more. Where <code>model</code> names trend or season
 * a series needs 2 more for each and 1 for a damping that is asked for; in any case 3 more than the parameters of the
 * smallest model. A season that is not seen once and a bit (n ≤ season_length) is left out. Values at or below zero rule
 * multiplicative models out. A series of 2 to 6 observations is smoothed without a choice, by ETS(A,N,N) from its first
 * observation with the alpha of the least squares: its <code>parameters</code> are 1. A constant series, of whatever length, is
 * continued without a search. Seasonal states of a season longer
 * than 366 are not optimised but taken from the decomposition.
 * Output: forecasts; <code>parts</code> has the model, its parameters, criteria, level and trend of each series, NaN where the model has
 * none, and in the table <code>parameters</code> the states of the season, that of the next observation first. Its table <code>components</code> has
 * the level, trend and season (<code>season_12</code>) from before each observation, which sum to its fitted value, and the error
 * (<code>remainder</code>). Of a multiplicative season it is what the season adds to level and trend. <code>components</code> of <code>forecast</code> go on so.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_data</code> where the model named needs positive values;
 * <code>kp.invalid_params</code> for a season in <code>model</code> without a season's length, and damping without a trend.
 * Cost: per model some 100 passes over the series, without <code>stepwise</code> 1,500 at most; an update takes constant time a point. Intervals of
 * ETS(M,·,A) take O(h²), of ETS(M,·,M) O(h × season_length), of all others O(h).
 * Source: the book, chapters 2, 5 and 6. Without <code>stepwise</code> the search follows statsforecast 2.1.1 <code>AutoETS</code> step by step
 * and finds the same models. Three of its answers are not followed but the book's: forecasts of damped trends (it counts the first step
 * twice), variances of ETS(M,A,A) and ETS(M,·,M), and variances of additive seasons beyond one period.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class AutoETS extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.auto_ets";

    private AutoETS(Map<String, Object> params) {
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

    /** What {@code model} may be. */
    public enum Model implements Choice {
        /**
         * {@code ZZZ}.
         */
        ZZZ("ZZZ"),
        /**
         * {@code ZZN}.
         */
        ZZN("ZZN"),
        /**
         * {@code ZZA}.
         */
        ZZA("ZZA"),
        /**
         * {@code ZZM}.
         */
        ZZM("ZZM"),
        /**
         * {@code ZNZ}.
         */
        ZNZ("ZNZ"),
        /**
         * {@code ZNN}.
         */
        ZNN("ZNN"),
        /**
         * {@code ZNA}.
         */
        ZNA("ZNA"),
        /**
         * {@code ZNM}.
         */
        ZNM("ZNM"),
        /**
         * {@code ZAZ}.
         */
        ZAZ("ZAZ"),
        /**
         * {@code ZAN}.
         */
        ZAN("ZAN"),
        /**
         * {@code ZAA}.
         */
        ZAA("ZAA"),
        /**
         * {@code ZAM}.
         */
        ZAM("ZAM"),
        /**
         * {@code AZZ}.
         */
        AZZ("AZZ"),
        /**
         * {@code AZN}.
         */
        AZN("AZN"),
        /**
         * {@code AZA}.
         */
        AZA("AZA"),
        /**
         * {@code ANZ}.
         */
        ANZ("ANZ"),
        /**
         * {@code ANN}.
         */
        ANN("ANN"),
        /**
         * {@code ANA}.
         */
        ANA("ANA"),
        /**
         * {@code AAZ}.
         */
        AAZ("AAZ"),
        /**
         * {@code AAN}.
         */
        AAN("AAN"),
        /**
         * {@code AAA}.
         */
        AAA("AAA"),
        /**
         * {@code MZZ}.
         */
        MZZ("MZZ"),
        /**
         * {@code MZN}.
         */
        MZN("MZN"),
        /**
         * {@code MZA}.
         */
        MZA("MZA"),
        /**
         * {@code MZM}.
         */
        MZM("MZM"),
        /**
         * {@code MNZ}.
         */
        MNZ("MNZ"),
        /**
         * {@code MNN}.
         */
        MNN("MNN"),
        /**
         * {@code MNA}.
         */
        MNA("MNA"),
        /**
         * {@code MNM}.
         */
        MNM("MNM"),
        /**
         * {@code MAZ}.
         */
        MAZ("MAZ"),
        /**
         * {@code MAN}.
         */
        MAN("MAN"),
        /**
         * {@code MAA}.
         */
        MAA("MAA"),
        /**
         * {@code MAM}.
         */
        MAM("MAM");

        private final String word;

        Model(String word) {
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
         * Whether trends are damped; null, the default, tries both. With true only models with a trend are tried.
         * <p>Default {@code null}.
         *
         * @param damped the value
         * @return this
         */
        public Builder damped(boolean damped) {
            values.put("damped", damped);
            return this;
        }

        /**
         * Error, trend and season, a letter each: N for none, A for additive, M for multiplicative, Z (the default for all
         * three) for whichever is best. "MAZ" has a multiplicative error, an additive trend and any season.
         * <p>Default {@code "ZZZ"}.
         *
         * @param model the value
         * @return this
         */
        public Builder model(Model model) {
            values.put("model", model);
            return this;
        }

        /**
         * The damping factor of damped trends; null, the default, estimates it.
         * <p>Default {@code null}. Range {@code 0.8..=0.98}.
         *
         * @param phi the value
         * @return this
         */
        public Builder phi(double phi) {
            values.put("phi", phi);
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
         * Compare seasonal models by a coarse fit and fit the best one whole; with false every model is fitted whole, as
         * statsforecast and R's forecast do.
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
        public AutoETS build() {
            return new AutoETS(new LinkedHashMap<>(values));
        }
    }
}
