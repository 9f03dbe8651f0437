package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the series of a panel that are not as the others: the one of many machines that behaves in another way.
 *
 * <p><code>dbscan</code>: at each time the values of more than half of the series, each within a distance epsilon of the next, are
 * the usual ones, and a series whose value is not among them is outlying; where there is no such group all are, with
 * one or two values none. <code>mad</code>: a value is outlying if it is further from the median of all values of all series than
 * <code>threshold</code> times 1.4826 times the median distance on its side (double median absolute deviation), medians being
 * trimmed Harrell-Davis estimates. <code>dtw</code>: as <code>dbscan</code> with whole series in place of values, and their distances by
 * dynamic time warping, so that what happens earlier or later is alike. A series is outlying if one of its values is.
 * <code>sensitivity</code> s makes epsilon (1 - s) × 1.1 times the range of all values, or the greatest distance of two series,
 * and the threshold of <code>mad</code> 7.94 - 7.10 √s.
 *
 * <p>Input: id, time and value, in any order of rows; missing values are left out.
 * Output: a row a series: id, <code>score</code> and <code>anomaly</code>. The score of <code>mad</code> is the greatest distance of a value in units
 * of that median distance, at most 1e12, of <code>dbscan</code> the share of times at which the series is outlying, of <code>dtw</code> the
 * distance to the nearest of the usual series over epsilon, above 1 for outlying ones; where there are none, to the
 * farthest. With <code>rows</code> <code>intervals</code> a row for each stretch of times at which a series is outlying: id, the first and
 * the last time <code>start</code> and <code>end</code>, how many <code>rows</code> it has, its highest score <code>peak</code>, and <code>open</code> if it goes on to the
 * end of the series. With <code>times</code> a row a value that is not missing: id, time, <code>score</code>, <code>anomaly</code>, and <code>low</code> and
 * <code>high</code> between which values are usual (missing where there are none).
 * Errors: <code>kp.not_enough_data</code> where every value, or for <code>dtw</code> every value of a series, is missing; <code>kp.invalid_data</code>
 * for infinite values; <code>kp.invalid_params</code> for <code>intervals</code> and <code>times</code> of <code>dtw</code>.
 * Cost: O(n log n) in the values; <code>dtw</code> O(series² length²) time and O(series²) memory, with <code>window</code> O(series² length
 * window).
 * Source: augurs-outlier 0.10.3 and augurs-dtw 0.10.3, whose scores, intervals, bands and distances these are (of
 * <code>dbscan</code> the score of a time is 1 or 0 there); Akinshin, Trimmed Harrell-Davis quantile estimator based on the
 * highest density interval of the given width, Communications in Statistics 53, 2024; Sakoe and Chiba, Dynamic
 * programming algorithm optimization for spoken word recognition, IEEE Transactions on Acoustics, Speech and Signal
 * Processing 26, 1978.
 */
public final class OutlyingSeries extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.outlying_series";

    private OutlyingSeries(Map<String, Object> params, Frame... optional) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * Its value is not among those of most series at that time.
         */
        DBSCAN("dbscan"),
        /**
         * Its value is far from the median of all values.
         */
        MAD("mad"),
        /**
         * Its shape is not among those of most series.
         */
        DTW("dtw");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code rows} may be. */
    public enum Rows implements Choice {
        /**
         * A series.
         */
        SERIES("series"),
        /**
         * A stretch of times at which a series is outlying.
         */
        INTERVALS("intervals"),
        /**
         * A value.
         */
        TIMES("times");

        private final String word;

        Rows(String word) {
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
         * What makes a series outlying.
         * <p>Default {@code "dbscan"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * What a row of the answer is.
         * <p>Default {@code "series"}.
         *
         * @param rows the value
         * @return this
         */
        public Builder rows(Rows rows) {
            values.put("rows", rows);
            return this;
        }

        /**
         * How easily a series is outlying: more with a greater value.
         * <p>Default {@code 0.5}. Range {@code 0.000001..=0.999999}.
         *
         * @param sensitivity the value
         * @return this
         */
        public Builder sensitivity(double sensitivity) {
            values.put("sensitivity", sensitivity);
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
         * The threshold of <code>mad</code>, or epsilon of the others; from <code>sensitivity</code> when absent.
         * <p>Default {@code null}. Range {@code 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}.
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
         * How many steps apart values may be that <code>dtw</code> pairs; any when absent.
         * <p>Default {@code null}. Range {@code 0..=1000000}.
         *
         * @param window the value
         * @return this
         */
        public Builder window(long window) {
            values.put("window", window);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public OutlyingSeries build() {
            return new OutlyingSeries(new LinkedHashMap<>(values));
        }
    }
}
