package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An additive model as Prophet has it: a trend that bends, seasons of the calendar as Fourier terms, and regressors.
 *
 * <p>y(t) = trend(t) + seasons(t) + weights × regressors(t) + e(t), or trend(t) (1 + seasons(t) + weights × regressors(t)) +
 * e(t). The trend is m + k t + the sum of delta_j max(t - s_j, 0), with the bends s_j spread evenly over the observations;
 * a season of length P and order N is the sum of a_n sin(2 pi n t / P) + b_n cos(2 pi n t / P), n to N. Values are divided by
 * the largest absolute one, and time runs from 0 to 1; then m and k are normal with deviation 5, the deltas Laplace with
 * scale <code>changepoint_prior_scale</code>, the weights of waves and regressors normal with their prior scales, the deviation of the
 * errors half normal with 1/2. The estimate is the most probable one, found exactly: most deltas are 0.
 *
 * <p>A forecast goes on with the last slope. Intervals are quantiles of 1,000 futures, drawn with the seed of the fit, in
 * which the trend bends as often as there were bends and by Laplace deltas of their mean size, and errors are normal.
 *
 * <p>Input: a panel; missing values are left out of the likelihood. Every column of numbers beside id, time and target is a
 * regressor, whose future values <code>forecast</code> then needs; holidays are regressors of 0 and 1, which the function Calendar
 * makes. Others are standardised. Where time is whole numbers there are no seasons but those of <code>season_lengths</code>, in steps.
 * Output: forecasts; <code>parts</code> has the scale and the deviation of the errors, and the table <code>components</code>: the trend, each
 * season (<code>yearly</code>, <code>weekly</code>, <code>daily</code>, <code>season_30.5</code>), what <code>regressors</code> add, and the remainder, which sum to the
 * observations; <code>components</code> of <code>forecast</code> go on so. Fitted values are those of the model, which knows later observations.
 * An update only moves the end on: trend and seasons stay as they were fitted, and futures bend from the end of the fit on.
 * Errors: <code>kp.not_enough_data</code> for fewer than 2 values; <code>kp.missing_values</code> for a regressor that is missing where there is a
 * value; <code>kp.invalid_params</code> for a calendar season of whole-number time, and for season lengths that do not match their
 * orders.
 * Cost: O(n p²) for p weights, in the multiplicative mode about 10 times that; a forecast O(h p), its intervals 1,000 draws
 * a step.
 * Source: Taylor and Letham, Forecasting at Scale, The American Statistician 72(1), 2018. Forecasts agree with Prophet 1.5.0
 * to where its optimiser stops; a yearly season is left out of yearly data, where Prophet fits leap days.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Additive extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.additive";

    private Additive(Map<String, Object> params) {
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

    /** What {@code growth} may be. */
    public enum Growth implements Choice {
        /**
         * Straight between the times at which it bends.
         */
        LINEAR("linear"),
        /**
         * A constant.
         */
        FLAT("flat");

        private final String word;

        Growth(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code seasonalityMode} may be. */
    public enum SeasonalityMode implements Choice {
        /**
         * They are added to it.
         */
        ADDITIVE("additive"),
        /**
         * It is multiplied by 1 and their sum.
         */
        MULTIPLICATIVE("multiplicative");

        private final String word;

        SeasonalityMode(String word) {
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
         * How easily the trend bends: the scale of the prior of each bend.
         * <p>Default {@code 0.05}. Range {@code 0.000001..=1000000}.
         *
         * @param changepointPriorScale the value
         * @return this
         */
        public Builder changepointPriorScale(double changepointPriorScale) {
            values.put("changepoint_prior_scale", changepointPriorScale);
            return this;
        }

        /**
         * The share of the observations, from the first on, in which the trend may bend.
         * <p>Default {@code 0.8}. Range {@code 0..=1}.
         *
         * @param changepointRange the value
         * @return this
         */
        public Builder changepointRange(double changepointRange) {
            values.put("changepoint_range", changepointRange);
            return this;
        }

        /**
         * Pairs of waves in a day; 0 for none. Null, the default, is 4 where the series spans 2 days in steps below a day.
         * <p>Default {@code null}. Range {@code 0..=1000}.
         *
         * @param daily the value
         * @return this
         */
        public Builder daily(long daily) {
            values.put("daily", daily);
            return this;
        }

        /**
         * Pairs of waves in each of <code>season_lengths</code>: one number a season, or one for all.
         * <p>Default {@code [3]}.
         *
         * @param fourierOrders the value
         * @return this
         */
        public Builder fourierOrders(long... fourierOrders) {
            values.put("fourier_orders", fourierOrders);
            return this;
        }

        /**
         * How the trend may run: <code>linear</code>, the default, or <code>flat</code>.
         * <p>Default {@code "linear"}.
         *
         * @param growth the value
         * @return this
         */
        public Builder growth(Growth growth) {
            values.put("growth", growth);
            return this;
        }

        /**
         * How often the trend may bend.
         * <p>Default {@code 25}. Range {@code 0..=500}.
         *
         * @param nChangepoints the value
         * @return this
         */
        public Builder nChangepoints(long nChangepoints) {
            values.put("n_changepoints", nChangepoints);
            return this;
        }

        /**
         * How large the effects of regressors may be: the deviation of the prior of their weights.
         * <p>Default {@code 10.0}. Range {@code 0.000001..=1000000}.
         *
         * @param regressorPriorScale the value
         * @return this
         */
        public Builder regressorPriorScale(double regressorPriorScale) {
            values.put("regressor_prior_scale", regressorPriorScale);
            return this;
        }

        /**
         * Lengths of more seasons, in days: 30.5; in steps where time is whole numbers. None when empty, the default.
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
         * Whether seasons and regressors are added to the trend, <code>additive</code>, or are shares of it, <code>multiplicative</code>.
         * <p>Default {@code "additive"}.
         *
         * @param seasonalityMode the value
         * @return this
         */
        public Builder seasonalityMode(SeasonalityMode seasonalityMode) {
            values.put("seasonality_mode", seasonalityMode);
            return this;
        }

        /**
         * How large seasons may be: the deviation of the prior of their weights.
         * <p>Default {@code 10.0}. Range {@code 0.000001..=1000000}.
         *
         * @param seasonalityPriorScale the value
         * @return this
         */
        public Builder seasonalityPriorScale(double seasonalityPriorScale) {
            values.put("seasonality_prior_scale", seasonalityPriorScale);
            return this;
        }

        /**
         * Pairs of waves in a week; 0 for none. Null, the default, is 3 where the series spans 14 days in steps below a week.
         * <p>Default {@code null}. Range {@code 0..=1000}.
         *
         * @param weekly the value
         * @return this
         */
        public Builder weekly(long weekly) {
            values.put("weekly", weekly);
            return this;
        }

        /**
         * Pairs of waves in a year of 365.25 days; 0 for none. Null, the default, is 10 where the series spans 730 days, which is
         * more than quarters can tell apart: 2 is enough for them, 6 for months.
         * <p>Default {@code null}. Range {@code 0..=1000}.
         *
         * @param yearly the value
         * @return this
         */
        public Builder yearly(long yearly) {
            values.put("yearly", yearly);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Additive build() {
            return new Additive(new LinkedHashMap<>(values));
        }
    }
}
