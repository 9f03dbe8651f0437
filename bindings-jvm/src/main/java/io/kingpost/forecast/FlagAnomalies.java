package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flags observations that lie outside the intervals of their forecasts.
 *
 * <p><code>score</code> is how many standard deviations an observation is away from its forecast. The deviation of each row is read from
 * the bounds of <code>level</code>; without bounds, as in the fitted values of a model, it is the root mean square of the series' own
 * errors. An observation beyond the bounds is an anomaly. Flags of forecasts say more than those of fitted values, whose
 * model has seen the observations.
 *
 * <p>Input: forecasts with or without bounds, as <code>forecast</code>, <code>backtest</code> and <code>fitted</code> give them, and their observations in the
 * same table or in one of their own; rows without an observation are left out.
 * Output: a row an observation: id, time, value, forecast, <code>lower</code>, <code>upper</code>, <code>score</code>, <code>anomaly</code>.
 * Errors: <code>kp.invalid_data</code> where no row of the forecasts has an observation, for a <code>model</code> or <code>level</code> that the table does
 * not have, and where a model has to be named because there are several.
 * Cost: one pass.
 * Source: the intervals' own; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5.
 */
public final class FlagAnomalies extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.flag_anomalies";

    private FlagAnomalies(Map<String, Object> params, Frame... optional) {
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
     * @param forecasts Id, time, forecasts, and bounds where there are any.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame forecasts) {
        return (Frame) answer(RunOptions.DEFAULT, forecasts);
    }

    /**
     * Computes the answer.
     *
     * @param forecasts Id, time, forecasts, and bounds where there are any.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame forecasts, RunOptions run) {
        return (Frame) answer(run, forecasts);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private Frame observations;

        private Builder() {}

        /**
         * Id, time and value; absent where the forecasts have a column of values.
         *
         * @param observations the table
         * @return this
         */
        public Builder observations(Frame observations) {
            this.observations = observations;
            return this;
        }

        /**
         * The column that tells series apart.
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
         * The level of the interval outside which an observation is an anomaly, in per cent; where the table has bounds, one of
         * theirs.
         * <p>Default {@code 99.0}. Range {@code > 0, < 100}.
         *
         * @param level the value
         * @return this
         */
        public Builder level(double level) {
            values.put("level", level);
            return this;
        }

        /**
         * The column of forecasts; the only one when absent.
         * <p>Default {@code null}.
         *
         * @param model the value
         * @return this
         */
        public Builder model(String model) {
            values.put("model", model);
            return this;
        }

        /**
         * The column of values.
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
        public FlagAnomalies build() {
            return new FlagAnomalies(new LinkedHashMap<>(values), observations);
        }
    }
}
