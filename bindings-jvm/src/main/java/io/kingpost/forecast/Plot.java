package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws observations, forecasts and their intervals, or the parts of series, as SVG or as a page of HTML.
 *
 * <p>One panel a series: the observations as a dark line, each forecast in a colour of its own with a band for each level,
 * wider ones paler. Forecasts of a backtest (a column <code>cutoff</code>) are drawn from each origin. <code>kind = "columns"</code> draws
 * instead one panel a column of the first table: the parts of a decomposition, or regressors. The picture needs no other
 * file and no script, and follows the reader's light or dark mode.
 *
 * <p>Input: the long format; times are dates and times, or whole numbers. Missing values leave a gap.
 * Output: text: an <code>&lt;svg&gt;</code> element or a whole page.
 * Errors: <code>kp.invalid_data</code> for an id that is not there, a table without values, or columns of another kind.
 * Cost: one point a row drawn.
 * Source: ticks are the nearest of 1, 2 and 5 times a power of ten; Heckbert, Nice numbers for graph labels, 1990.
 */
public final class Plot extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.plot";

    private Plot(Map<String, Object> params, Frame... optional) {
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
     * @param history Id, time and value of the observations.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public String call(Frame history) {
        return (String) answer(RunOptions.DEFAULT, history);
    }

    /**
     * Computes the answer.
     *
     * @param history Id, time and value of the observations.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public String call(Frame history, RunOptions run) {
        return (String) answer(run, history);
    }

    /** What {@code format} may be. */
    public enum Format implements Choice {
        /**
         * An <code>&lt;svg&gt;</code> element: a file of its own, or part of a page.
         */
        SVG("svg"),
        /**
         * A page of HTML.
         */
        HTML("html");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code kind} may be. */
    public enum Kind implements Choice {
        /**
         * Observations and forecasts, one panel a series.
         */
        FORECAST("forecast"),
        /**
         * Every column of numbers, one panel a series and column.
         */
        COLUMNS("columns");

        private final String word;

        Kind(String word) {
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
        private Frame forecasts;

        private Builder() {}

        /**
         * Id, time and forecasts, as <code>forecast</code> or <code>backtest</code> give them.
         *
         * @param forecasts the table
         * @return this
         */
        public Builder forecasts(Frame forecasts) {
            this.forecasts = forecasts;
            return this;
        }

        /**
         * What comes out.
         * <p>Default {@code "svg"}.
         *
         * @param format the value
         * @return this
         */
        public Builder format(Format format) {
            values.put("format", format);
            return this;
        }

        /**
         * The height of one panel in pixels.
         * <p>Default {@code 260}. Range {@code 80..=10000}.
         *
         * @param height the value
         * @return this
         */
        public Builder height(long height) {
            values.put("height", height);
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
         * The series to draw; the first <code>max_ids</code> when empty.
         * <p>Default {@code []}.
         *
         * @param ids the value
         * @return this
         */
        public Builder ids(String... ids) {
            values.put("ids", ids);
            return this;
        }

        /**
         * What is drawn.
         * <p>Default {@code "forecast"}.
         *
         * @param kind the value
         * @return this
         */
        public Builder kind(Kind kind) {
            values.put("kind", kind);
            return this;
        }

        /**
         * How many series are drawn where <code>ids</code> names none.
         * <p>Default {@code 4}. Range {@code 1..=1000}.
         *
         * @param maxIds the value
         * @return this
         */
        public Builder maxIds(long maxIds) {
            values.put("max_ids", maxIds);
            return this;
        }

        /**
         * How many of the last observations are drawn; all when absent.
         * <p>Default {@code null}. Range {@code >= 1}.
         *
         * @param tail the value
         * @return this
         */
        public Builder tail(long tail) {
            values.put("tail", tail);
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
         * The heading.
         * <p>Default {@code null}.
         *
         * @param title the value
         * @return this
         */
        public Builder title(String title) {
            values.put("title", title);
            return this;
        }

        /**
         * The width in pixels.
         * <p>Default {@code 900}. Range {@code 200..=10000}.
         *
         * @param width the value
         * @return this
         */
        public Builder width(long width) {
            values.put("width", width);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Plot build() {
            return new Plot(new LinkedHashMap<>(values), forecasts);
        }
    }
}
