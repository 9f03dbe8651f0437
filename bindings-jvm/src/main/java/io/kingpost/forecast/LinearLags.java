package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ridge regression on a series' own lags, with differences, a trend, the calendar and regressors.
 *
 * <p>With w the series after <code>d</code> differences and <code>seasonal_d</code> seasonal ones: w(t) = c + the sum of phi_l w(t-l) over the lags +
 * b t + the effects of its month and its day of the week + the weighted differences of the regressors + e(t). Columns are
 * standardised, and |w - Xb|² + ridge × n × |b|² is minimised, without a penalty on c. The default penalty is the one with
 * the least mean square of the errors of observations that are left out of the fit, which the diagonal of the hat matrix
 * gives exactly for each.
 *
 * <p>With <code>pooled</code> there is one regression for all series of the panel, of w over the root of its mean square in each
 * series: short series of one kind learn from each other. Constants, trends and effects are then those of the panel in this
 * unit, and sigma² is the mean square of a series' own errors. Of more than 2 × 10^7 numbers every so many-th row counts.
 *
 * <p>Point forecasts go on step by step, forecasts in place of what is not known yet. Intervals are normal, of the variance
 * sigma² × the sum of the squared weights of the errors to come, sigma² that mean square.
 *
 * <p>Input: a panel without missing values, at least 3 observations more a series than the differences cost and the longest
 * lag. Every column of numbers beside id, time and target is a regressor, whose future values <code>forecast</code> then needs.
 * Output: forecasts; <code>parts</code> has the penalty, sigma² and the constant. Fitted values are missing until there is a past.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>; <code>kp.invalid_params</code> for more than 1,000 lags, for a seasonal difference without a season's length
 * and for a month or a day of the week of whole-number time; <code>kp.invalid_data</code> where the regression grows beyond all
 * numbers within the steps that are asked for; <code>kp.invalid_params</code> for <code>pooled</code> inside another forecaster.
 * Cost: O(n p² + p³) for p columns, and O(n p) for each of 31 penalties; a forecast O(h p), its intervals O(h² + h × lag).
 * Source: Hoerl and Kennard, Ridge Regression, Technometrics 12(1), 1970; Allen, The Relationship Between Variable Selection
 * and Data Augmentation and a Method for Prediction, Technometrics 16(1), 1974. Without a penalty it is statsmodels 0.15
 * <code>AutoReg</code>; errors of left-out observations agree with scikit-learn 1.9 <code>RidgeCV</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class LinearLags extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.linear_lags";

    private LinearLags(Map<String, Object> params) {
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
         * Differences; 1, the default, suits most series, 0 those that return to a level.
         * <p>Default {@code 1}. Range {@code 0..=2}.
         *
         * @param d the value
         * @return this
         */
        public Builder d(long d) {
            values.put("d", d);
            return this;
        }

        /**
         * Whether each day of the week has an effect.
         * <p>Default {@code false}.
         *
         * @param dayOfWeek the value
         * @return this
         */
        public Builder dayOfWeek(boolean dayOfWeek) {
            values.put("day_of_week", dayOfWeek);
            return this;
        }

        /**
         * How many steps back the values lie that a value is regressed on: [1, 2, 12]; 1 to <code>season_length</code> when empty, the
         * default.
         * <p>Default {@code []}.
         *
         * @param lags the value
         * @return this
         */
        public Builder lags(long... lags) {
            values.put("lags", lags);
            return this;
        }

        /**
         * Whether each month of the year has an effect.
         * <p>Default {@code false}.
         *
         * @param month the value
         * @return this
         */
        public Builder month(boolean month) {
            values.put("month", month);
            return this;
        }

        /**
         * Whether one regression is fitted to all series of the panel instead of one to each.
         * <p>Default {@code false}.
         *
         * @param pooled the value
         * @return this
         */
        public Builder pooled(boolean pooled) {
            values.put("pooled", pooled);
            return this;
        }

        /**
         * The penalty an observation; null, the default, finds it for each series.
         * <p>Default {@code null}. Range {@code 0..=1000000}.
         *
         * @param ridge the value
         * @return this
         */
        public Builder ridge(double ridge) {
            values.put("ridge", ridge);
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
         * Seasonal differences.
         * <p>Default {@code 0}. Range {@code 0..=2}.
         *
         * @param seasonalD the value
         * @return this
         */
        public Builder seasonalD(long seasonalD) {
            values.put("seasonal_d", seasonalD);
            return this;
        }

        /**
         * Whether there is a straight line in time.
         * <p>Default {@code false}.
         *
         * @param trend the value
         * @return this
         */
        public Builder trend(boolean trend) {
            values.put("trend", trend);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public LinearLags build() {
            return new LinearLags(new LinkedHashMap<>(values));
        }
    }
}
