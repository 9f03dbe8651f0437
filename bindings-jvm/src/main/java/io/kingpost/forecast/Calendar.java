package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes regressors of the calendar: weekdays, months, Fourier terms, holidays.
 *
 * <p>With <code>h</code> absent, every row of the table gets the features as columns behind its own: what a forecaster with regressors is
 * fitted to. With <code>h</code>, the answer is id, time and features of the <code>h</code> steps that follow each series: the future values that
 * its <code>forecast</code> asks for. Fourier terms are sin(2 pi k t / m) and cos(2 pi k t / m) for each season length m and order k,
 * with t the steps since the first time of the series. A holiday is 1 on its day and in its window, 0 elsewhere.
 *
 * <p>Input: id and time, and any other columns. Holidays: a row a day, with a column of times and a column <code>holiday</code> of names;
 * <code>before</code> and <code>after</code>, where they are there, are the days around it that count too.
 * Output: as said; every feature is a real number.
 * Errors: <code>kp.invalid_data</code> for features of the calendar where times are whole numbers; <code>kp.invalid_params</code> for a step that
 * cannot be inferred or more than half a season length of Fourier terms.
 * Cost: one pass a feature.
 * Source: ISO 8601 for weeks; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 7.4.
 */
public final class Calendar extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.calendar";

    private Calendar(Map<String, Object> params, Frame... optional) {
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
     * @param data Id and time, and any other columns.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id and time, and any other columns.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code features} may be. */
    public enum Features implements Choice {
        /**
         * Such as 2024.
         */
        YEAR("year"),
        /**
         * 1 to 4.
         */
        QUARTER("quarter"),
        /**
         * 1 to 12.
         */
        MONTH("month"),
        /**
         * The week of ISO 8601, 1 to 53.
         */
        WEEK("week"),
        /**
         * 1 to 366.
         */
        DAY_OF_YEAR("day_of_year"),
        /**
         * The day of the month, 1 to 31.
         */
        DAY("day"),
        /**
         * 0 for Monday to 6 for Sunday.
         */
        DAY_OF_WEEK("day_of_week"),
        /**
         * 0 to 23.
         */
        HOUR("hour"),
        /**
         * 0 to 59.
         */
        MINUTE("minute"),
        /**
         * 1 on Saturdays and Sundays.
         */
        IS_WEEKEND("is_weekend"),
        /**
         * 1 on the first day of a month.
         */
        IS_MONTH_START("is_month_start"),
        /**
         * 1 on the last day of a month.
         */
        IS_MONTH_END("is_month_end"),
        /**
         * Steps since the first time of the series.
         */
        TREND("trend");

        private final String word;

        Features(String word) {
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
        private Frame holidays;

        private Builder() {}

        /**
         * Time and <code>holiday</code>; <code>before</code> and <code>after</code> in days.
         *
         * @param holidays the table
         * @return this
         */
        public Builder holidays(Frame holidays) {
            this.holidays = holidays;
            return this;
        }

        /**
         * What to say of each time.
         * <p>Default {@code ["month","day_of_week"]}.
         *
         * @param features the value
         * @return this
         */
        public Builder features(Features... features) {
            values.put("features", features);
            return this;
        }

        /**
         * How many pairs of Fourier terms each season length has.
         * <p>Default {@code 1}. Range {@code 1..=1000}.
         *
         * @param fourierOrder the value
         * @return this
         */
        public Builder fourierOrder(long fourierOrder) {
            values.put("fourier_order", fourierOrder);
            return this;
        }

        /**
         * The step between observations, such as <code>MS</code>, <code>D</code>, <code>15min</code> or <code>1</code>; inferred from the data when absent.
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
         * How many steps after the end of each series; its own times when absent.
         * <p>Default {@code null}. Range {@code 1..=1000000}.
         *
         * @param h the value
         * @return this
         */
        public Builder h(long h) {
            values.put("h", h);
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
         * Season lengths of Fourier terms, in steps; none when empty.
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
        public Calendar build() {
            return new Calendar(new LinkedHashMap<>(values), holidays);
        }
    }
}
