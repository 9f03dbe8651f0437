package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the forecasts of a hierarchy or of crossed groups add up.
 *
 * <p>Forecasts that were made one series at a time do not: the sum of the shops is not the forecast of the country. The
 * methods replace all of them by S G f, where f are the forecasts, S adds the bottom series up and G says how much each
 * forecast counts for each bottom series. <code>bottom_up</code> takes the bottom as it is, <code>top_down</code> splits the top, <code>middle_out</code>
 * splits a level in between. The others spread every difference over all series: G = (S' W⁻¹ S)⁻¹ S' W⁻¹ has the least
 * total variance if W is the covariance of the errors; they differ in the W that they take. <code>erm</code> learns G from the past.
 *
 * <p>Bounds in the forecasts (<code>-lo-95</code>, <code>-hi-95</code>) are replaced too: the spread of each series at each step is read from its
 * bounds, the correlation of the errors from <code>fitted</code> (shrunk as <code>mint_shrink</code> does; none without <code>fitted</code>), and the
 * bounds are those of a normal distribution with the variance of S G f.
 *
 * <p>Input: forecasts of every series of the hierarchy at the same times, as <code>forecast</code> gives them. The hierarchy has one
 * row a bottom series: its id, and one column a level, from the widest to the narrowest, that names the aggregate which
 * the series belongs to. <code>aggregate</code> makes the observations of the aggregates.
 * Output: the rows and columns of the forecasts, reconciled.
 * Errors: <code>kp.invalid_data</code> for series that are missing or not in the hierarchy, and where a method needs <code>fitted</code>;
 * <code>kp.not_enough_data</code> where errors of too few times are known; <code>kp.unsupported</code> for shares in crossed groups.
 * Cost: with a aggregates, n series and T past errors O(a³ + a² T + n T²) and for bounds O(h n² (a + T)); <code>bottom_up</code>
 * and the shares are linear.
 * Source: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation for hierarchical and grouped
 * time series through trace minimization; Schäfer and Strimmer (2005) for the shrinkage; Ben Taieb and Koo (2019) for
 * <code>erm</code>; Athanasopoulos, Ahmed and Hyndman (2009) for the shares. The tests compare with hierarchicalforecast 1.5.3.
 */
public final class Reconcile extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.reconcile";

    private Reconcile(Map<String, Object> params, Frame... optional) {
        super(ID, params, optional);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the answer.
     *
     * @param forecasts Id, time and forecasts of every series, as <code>forecast</code> gives them.
     * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame forecasts, Frame hierarchy) {
        return (Frame) answer(RunOptions.DEFAULT, forecasts, hierarchy);
    }

    /**
     * Computes the answer.
     *
     * @param forecasts Id, time and forecasts of every series, as <code>forecast</code> gives them.
     * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame forecasts, Frame hierarchy, RunOptions run) {
        return (Frame) answer(run, forecasts, hierarchy);
    }

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * Covariance of the past errors, shrunk towards its diagonal as far as the data say; needs <code>fitted</code>.
         */
        MINT_SHRINK("mint_shrink"),
        /**
         * Covariance of the past errors as it is; needs <code>fitted</code> with more times than there are aggregates.
         */
        MINT_COV("mint_cov"),
        /**
         * Mean square of the past errors of each series; needs <code>fitted</code>.
         */
        WLS_VAR("wls_var"),
        /**
         * The number of bottom series that a series is the sum of.
         */
        WLS_STRUCT("wls_struct"),
        /**
         * Every series counts the same.
         */
        OLS("ols"),
        /**
         * The sums of the bottom forecasts.
         */
        BOTTOM_UP("bottom_up"),
        /**
         * The forecast of the first level, split.
         */
        TOP_DOWN("top_down"),
        /**
         * Sums above the level <code>level</code>, shares below it.
         */
        MIDDLE_OUT("middle_out"),
        /**
         * Regression of the bottom observations on all fitted values; needs <code>fitted</code> with more times than series.
         */
        ERM("erm");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code proportions} may be. */
    public enum Proportions implements Choice {
        /**
         * The forecasts themselves, level by level; the levels must be nested.
         */
        FORECAST("forecast"),
        /**
         * The mean of the past shares; needs <code>fitted</code>.
         */
        AVERAGE("average"),
        /**
         * The share of the past means; needs <code>fitted</code>.
         */
        OF_AVERAGES("of_averages");

        private final String word;

        Proportions(String word) {
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
        private Frame fitted;

        private Builder() {}

        /**
         * Id, time, observations and fitted values of every series, as <code>fitted</code> gives them.
         *
         * @param fitted the table
         * @return this
         */
        public Builder fitted(Frame fitted) {
            this.fitted = fitted;
            return this;
        }

        /**
         * The column that tells series apart, in every table.
         * <p>Default {@code "unique_id"}.
         *
         * @param idCol the value
         * @return this
         */
        public Builder idCol(String idCol) {
            values.put("id_col", idCol);
            return this;
        }

        /**
         * The level that <code>middle_out</code> starts from: a column of the hierarchy.
         * <p>Default {@code null}.
         *
         * @param level the value
         * @return this
         */
        public Builder level(String level) {
            values.put("level", level);
            return this;
        }

        /**
         * How the differences are spread.
         * <p>Default {@code "mint_shrink"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * Whether no reconciled forecast may be below zero: those nearest in the measure W of the method; <code>bottom_up</code> and
         * shares count a bottom forecast below zero as zero.
         * <p>Default {@code false}.
         *
         * @param nonNegative the value
         * @return this
         */
        public Builder nonNegative(boolean nonNegative) {
            values.put("non_negative", nonNegative);
            return this;
        }

        /**
         * How <code>top_down</code> and <code>middle_out</code> split a forecast.
         * <p>Default {@code "forecast"}.
         *
         * @param proportions the value
         * @return this
         */
        public Builder proportions(Proportions proportions) {
            values.put("proportions", proportions);
            return this;
        }

        /**
         * The column of observations in <code>fitted</code>.
         * <p>Default {@code "y"}.
         *
         * @param targetCol the value
         * @return this
         */
        public Builder targetCol(String targetCol) {
            values.put("target_col", targetCol);
            return this;
        }

        /**
         * The column of times.
         * <p>Default {@code "ds"}.
         *
         * @param timeCol the value
         * @return this
         */
        public Builder timeCol(String timeCol) {
            values.put("time_col", timeCol);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Reconcile build() {
            return new Reconcile(new LinkedHashMap<>(values), fitted);
        }
    }
}
