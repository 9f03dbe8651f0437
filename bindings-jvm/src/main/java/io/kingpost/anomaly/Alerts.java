package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes alerts of scores: one for each stretch of high scores instead of one for each row.
 *
 * <p>An alert is raised at the <code>min_duration</code>-th row in a row with a score above <code>threshold</code>. It stays until a score is
 * at or below <code>clear</code>, which may be lower than the threshold so that a score that swings about it does not ring again
 * and again (hysteresis). For <code>cool_down</code> rows after that no other begins. A missing score changes nothing.
 *
 * <p>Input: id, time and the score, in any order of rows; such as the answer of a detector's <code>predict</code>.
 * Output: a row an alert, series by series in order of time: id, the times <code>start</code> of its first row, <code>raised</code> and
 * <code>end</code> of its last row, how many <code>rows</code> it has, and its highest score <code>peak</code>. An alert that is not over has the last
 * row as its end, and <code>open</code> is true.
 * Errors: <code>kp.invalid_params</code> where <code>clear</code> is above <code>threshold</code>; those of reading the table.
 * Cost: O(n log n).
 * Source: hysteresis as in Schmitt, A thermionic trigger, Journal of Scientific Instruments 15, 1938.
 */
public final class Alerts extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.alerts";

    private Alerts(Map<String, Object> params, Frame... optional) {
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
     * @param data Id, time and score.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and score.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * The score at or below which it ends; the threshold when absent.
         * <p>Default {@code null}.
         *
         * @param clear the value
         * @return this
         */
        public Builder clear(double clear) {
            values.put("clear", clear);
            return this;
        }

        /**
         * For how many rows after an alert no other begins.
         * <p>Default {@code 0}. Range {@code 0..=1000000}.
         *
         * @param coolDown the value
         * @return this
         */
        public Builder coolDown(long coolDown) {
            values.put("cool_down", coolDown);
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
         * How many rows in a row have to be above the threshold.
         * <p>Default {@code 1}. Range {@code 1..=1000000}.
         *
         * @param minDuration the value
         * @return this
         */
        public Builder minDuration(long minDuration) {
            values.put("min_duration", minDuration);
            return this;
        }

        /**
         * The column of scores.
         * <p>Default {@code "score"}.
         *
         * @param scoreCol the value
         * @return this
         */
        public Builder scoreCol(String scoreCol) {
            values.put("score_col", scoreCol);
            return this;
        }

        /**
         * The score above which an alert begins.
         * <p>Default {@code 3.0}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
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
        public Alerts build() {
            return new Alerts(new LinkedHashMap<>(values));
        }
    }
}
