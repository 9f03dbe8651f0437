package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts each series with several forecasters and combines them into one forecast.
 *
 * <p>The forecast of a step is the median or a weighted mean of the members' forecasts of that step, or with <code>first</code> that of
 * the first member that can be fitted to the series: the others are its fallbacks, and <code>parts</code> says which it was and why. Intervals are those of
 * the mixture of the members' distributions as far as its variance goes: the weighted mean (the mean, for the median) of
 * the squared half widths, and of the squared distances of the members' forecasts from the combined one, z² times. On
 * series of M3, M4 and Tourism those of the default cover .90, .93 and .91 where .95 is asked for.
 *
 * <p>Weights of <code>inverse_error</code> and <code>stacking</code> come from the series itself: every member is
 * fitted without the end of the history, forecasts <code>horizon</code> steps from each of the last <code>windows</code> origins, learning the
 * observation between one and the next without a new fit, and weights compare those errors. Stacking solves
 * min |E w|² over w &gt;= 0 with sum 1 exactly (E: a column of errors a member), by non-negative least squares.
 *
 * <p>Input: a panel as the members take it. Regressors are shown to the members that use them; one at least must. A member
 * that cannot be fitted to a series is left out there; a history too short for rolling origins (half of it stays before
 * the first) gives equal weights.
 * Output: forecasts; <code>parts</code> has the table <code>members</code>: for each series and member its weight, its share (the mean weight of
 * its one-step forecasts in the combined ones; for the median, how often it was the median), the root of its mean
 * squared error from the rolling origins, and why it was left out; and a table of each member with what its <code>parts</code> have.
 * Errors: those of the first member where all fail; <code>kp.invalid_params</code> for a forecaster that there is not or parameters
 * that it does not take; <code>kp.unsupported</code> for regressors that no member uses.
 * Cost: the sum of the members' costs; <code>inverse_error</code> and <code>stacking</code> take a second fit. An update costs what the members'
 * updates do.
 * Source: Bates and Granger, The Combination of Forecasts, Operational Research Quarterly 20(4), 1969, for weights of one
 * over the error variance; Breiman, Stacked Regressions, Machine Learning 24, 1996; Petropoulos and Svetunkov, A simple
 * combination of univariate models, International Journal of Forecasting 36(1), 2020, for the median of models close to
 * the default ones.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Combination extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.combination";

    private Combination(Map<String, Object> params) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * The median of the members, step by step: no weights, and no member can spoil it alone.
         */
        MEDIAN("median"),
        /**
         * The mean.
         */
        MEAN("mean"),
        /**
         * A weighted mean: weights are as one over the mean squared error from the rolling origins.
         */
        INVERSE_ERROR("inverse_error"),
        /**
         * A weighted mean: of all weights that are not negative and sum to 1, those of the least squared error from the
         * rolling origins.
         */
        STACKING("stacking"),
        /**
         * The first member that can be fitted; those after it are for series that are too short or too odd for it.
         */
        FIRST("first");

        private final String word;

        Method(String word) {
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
         * How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
         * <p>Default {@code null}. Range {@code 1..=10000}.
         *
         * @param horizon the value
         * @return this
         */
        public Builder horizon(long horizon) {
            values.put("horizon", horizon);
            return this;
        }

        /**
         * How forecasts become one.
         * <p>Default {@code "median"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * The members: forecasters by name, or with parameters: {"forecaster": "AutoETS", "params": {"model": "ANN"}}.
         * By default AutoETS, AutoCES and DynamicOptimizedTheta.
         * <p>Default {@code ["AutoETS","AutoCES","DynamicOptimizedTheta"]}.
         *
         * @param models the value
         * @return this
         */
        public Builder models(Object... models) {
            values.put("models", models);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year; 1, the default, for no season. Members whose parameters do not
         * say another are given it.
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
         * From how many origins, one observation apart, weights look ahead; fewer where the history is short.
         * <p>Default {@code 8}. Range {@code 1..=10000}.
         *
         * @param windows the value
         * @return this
         */
        public Builder windows(long windows) {
            values.put("windows", windows);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Combination build() {
            return new Combination(new LinkedHashMap<>(values));
        }
    }
}
