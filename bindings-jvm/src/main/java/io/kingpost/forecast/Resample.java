package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts observations together to longer periods: days to weeks or months, hours to days, or every k steps.
 *
 * <p>With <code>freq</code>, periods are those of the calendar, each named by its first time: <code>h</code>, <code>D</code> and the like count from midnight,
 * <code>W</code> from Monday, <code>MS</code>, <code>QS</code> and <code>YS</code> from the first of a month, quarter or year. With <code>every</code>, each period has so many
 * observations, counted from the end of the series so that the last period is whole, and is named by its first time. A
 * period that the series does not cover from its first step to its last is left out.
 *
 * <p>Input: id, time and value, regular in time; a missing value makes the period missing.
 * Output: id, time and value of each period.
 * Errors: <code>kp.invalid_params</code> unless one of <code>freq</code> and <code>every</code> is given, and for periods shorter than the step of the data; <code>kp.invalid_data</code> for a series that covers no
 * period.
 * Cost: one pass.
 * Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, 2017.
 */
public final class Resample extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.resample";

    private Resample(Map<String, Object> params, Frame... optional) {
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
     * @param data Id, time and value.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code how} may be. */
    public enum How implements Choice {
        /**
         * Their sum: sales, counts.
         */
        SUM("sum"),
        /**
         * Their mean: temperatures, prices.
         */
        MEAN("mean"),
        /**
         * The first.
         */
        FIRST("first"),
        /**
         * The last: stocks, balances.
         */
        LAST("last"),
        /**
         * The least.
         */
        MIN("min"),
        /**
         * The greatest.
         */
        MAX("max");

        private final String word;

        How(String word) {
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
         * The step between observations; inferred from the data when absent.
         * <p>Default {@code null}.
         *
         * @param dataFreq the value
         * @return this
         */
        public Builder dataFreq(String dataFreq) {
            values.put("data_freq", dataFreq);
            return this;
        }

        /**
         * How many observations a period has, whatever the calendar says.
         * <p>Default {@code null}. Range {@code 2..=1000000}.
         *
         * @param every the value
         * @return this
         */
        public Builder every(long every) {
            values.put("every", every);
            return this;
        }

        /**
         * The step between periods: <code>h</code>, <code>D</code>, <code>W</code>, <code>MS</code>, <code>QS</code>, <code>YS</code>, or several of one, such as <code>2h</code>.
         * <p>Default {@code null}.
         *
         * @param freq the value
         * @return this
         */
        public Builder freq(String freq) {
            values.put("freq", freq);
            return this;
        }

        /**
         * What becomes of the values of a period.
         * <p>Default {@code "sum"}.
         *
         * @param how the value
         * @return this
         */
        public Builder how(How how) {
            values.put("how", how);
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
        public Resample build() {
            return new Resample(new LinkedHashMap<>(values));
        }
    }
}
