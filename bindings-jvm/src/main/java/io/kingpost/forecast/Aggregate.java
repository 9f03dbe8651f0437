package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds the series at the bottom of a hierarchy up to all of its aggregates.
 *
 * <p>Input: the observations of the bottom series, and the hierarchy: one row a bottom series, with its id and one column a
 * level, from the widest to the narrowest, that names the aggregate which the series belongs to.
 * Output: id, time and value of the aggregates and of the bottom series, in that order: what forecasters are fitted to
 * before <code>reconcile</code>. An aggregate has the times at which all of its series have a row; a missing value among them makes
 * its sum missing.
 * Errors: <code>kp.invalid_data</code> for a series that is missing or not in the hierarchy, and for an aggregate whose series have no
 * time in common.
 * Cost: one addition a row and level.
 * Source: none; it is addition.
 */
public final class Aggregate extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.aggregate";

    private Aggregate(Map<String, Object> params, Frame... optional) {
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
     * @param data Id, time and value of every bottom series.
     * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame hierarchy) {
        return (Frame) answer(RunOptions.DEFAULT, data, hierarchy);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value of every bottom series.
     * @param hierarchy One row a bottom series: its id, and a column a level that names its aggregate.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame hierarchy, RunOptions run) {
        return (Frame) answer(run, data, hierarchy);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * The column that tells series apart, in both tables.
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
         * Add up what there is at a time, even where some series of an aggregate have no row or no value.
         * <p>Default {@code false}.
         *
         * @param skipMissing the value
         * @return this
         */
        public Builder skipMissing(boolean skipMissing) {
            values.put("skip_missing", skipMissing);
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
        public Aggregate build() {
            return new Aggregate(new LinkedHashMap<>(values));
        }
    }
}
