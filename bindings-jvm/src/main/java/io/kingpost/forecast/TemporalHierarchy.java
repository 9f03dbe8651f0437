package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts a series and its sums over longer and longer times, and makes the forecasts add up.
 *
 * <p>The sums of k observations, for every k that divides the season's length m, are series of their own: of months, the two-months,
 * quarters, thirds of a year, half-years and years. The last sum of each ends with the series; what does not fill one is left
 * out at the beginning. Each is forecast by <code>forecaster</code> with a season of m / k. For every block of m steps
 * those forecasts f of observations and sums are replaced by S (S' W⁻¹ S)⁻¹ S' W⁻¹ f, where S adds observations up and W is the
 * covariance of their errors as <code>method</code> takes it: the noise of the observations and the slow movement of the sums correct
 * each other. The forecast is that of the observations; those of all sums follow from it.
 *
 * <p>Intervals are those of the forecaster of the observations, moved with the point forecasts: the reconciled forecast is
 * taken to err as much as the one that it corrects. On series of M3 and Tourism they cover .92 where .95 is asked for, as those
 * of AutoETS by itself do. There forecasts of months and quarters are about as good as AutoETS's: better on months of Tourism,
 * worse on quarters of M3, and worst with <code>ols</code>; what is gained is that they agree with those of the sums.
 *
 * <p>Input: a panel without missing values, as many observations a series as the forecaster needs. A sum of which there are fewer
 * than two, or that the forecaster cannot be fitted to, is left out, so that a series shorter than two observations of a level
 * does without that level.
 * Output: forecasts; <code>parts</code> has the method that was used, the table <code>levels</code> (for each k the number of sums in the fit, the mean
 * square of their one-step errors, and why a level was left out), and a table of each level with what its forecaster's
 * <code>parts</code> have. Where errors that <code>wls_var</code> or <code>mint_shrink</code> need are not known, or all are zero, <code>wls_struct</code> is
 * used; <code>mint_shrink</code> needs those of two blocks. Fitted values are the one-step forecasts of all levels, made to add up block by
 * block; those of a sum are older and those of the observations newer than the block's beginning, so they are not
 * one-step forecasts of a block's later observations in the strict sense. An update moves the forecaster of a level on
 * whenever a sum is full. Until then forecasts hold what is known of the block: they add up with it. The values that
 * an update returns are such forecasts, one step ahead.
 * Errors: <code>kp.missing_values</code>, those of the forecaster of the observations, and <code>kp.invalid_params</code> for a forecaster that
 * there is not or parameters that it does not take.
 * Cost: the forecaster's for each level, which are together 2 to 3 times as long as the series; with a sums in a block O(a³)
 * and a block of forecasts O(a²), an update O(a³) a point.
 * Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, European Journal of
 * Operational Research 262, 2017, with fitted values and intervals as in their R package thief; Wickramasuriya, Athanasopoulos
 * and Hyndman (2019) for <code>mint_shrink</code>, as in Reconcile. Reconciled forecasts agree with hierarchicalforecast 1.5.3.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class TemporalHierarchy extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.temporal_hierarchy";

    private TemporalHierarchy(Map<String, Object> params) {
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
         * Mean square of the one-step errors of each level.
         */
        WLS_VAR("wls_var"),
        /**
         * The variance of a sum's error is as the number of its observations.
         */
        WLS_STRUCT("wls_struct"),
        /**
         * Every forecast counts the same.
         */
        OLS("ols"),
        /**
         * Covariance of the one-step errors of all sums of a block, shrunk towards its diagonal as far as the data say.
         */
        MINT_SHRINK("mint_shrink");

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
         * What forecasts each level: any forecaster, by name or with parameters; AutoETS by default. Its season's length is set
         * for each level, and so are several, which then count observations; regressors are not shown to it.
         * <p>Default {@code "AutoETS"}.
         *
         * @param forecaster the value
         * @return this
         */
        public Builder forecaster(Object forecaster) {
            values.put("forecaster", forecaster);
            return this;
        }

        /**
         * How the differences between the forecasts are spread.
         * <p>Default {@code "wls_var"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no sums.
         * <p>Default {@code 1}. Range {@code 1..=672}.
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
        public TemporalHierarchy build() {
            return new TemporalHierarchy(new LinkedHashMap<>(values));
        }
    }
}
