package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the observations at which the level, the spread or the trend of a series changes.
 *
 * <p>The series is cut into segments with the least sum of their costs and a penalty for each cut. The search is exact: with
 * F(t) the least cost of the first t values, F(t) = min over s of F(s) + C(s, t) + penalty, where a start s that cannot come
 * first any more is dropped. The cost of a segment is its squared errors around its mean (<code>mean</code>) or its least-squares line
 * (<code>trend</code>), over the variance of the noise, or n log of its variance (<code>mean_variance</code>). The noise is read from the median
 * of the absolute first differences, of second ones for <code>trend</code>, which changes of the series hardly touch; a thousandth of its
 * variance is added to that of each segment, so that no run of equal values is infinitely likely. The default penalty is that
 * of Schwarz's criterion: log n for each parameter that a cut adds, the cut itself among them, which are 2 for <code>mean</code> and
 * 3 for the others.
 *
 * <p>Input: id, time and value, none missing.
 * Output: a row a change: id, time and <code>position</code> (from 0) of the first observation of the new segment, and the mean, or
 * for <code>trend</code> the slope a step, of the segments <code>before</code> and <code>after</code> it. Series without a change have no row.
 * Errors: <code>kp.missing_values</code>, naming the series.
 * Cost: linear in the observations where changes are as frequent, at worst quadratic; O(1) a segment.
 * Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal of the
 * American Statistical Association 107, 2012 (PELT). The tests compare with ruptures 1.1.10, whose penalty of <code>l2</code> is that
 * here times the variance of the noise.
 */
public final class Changepoints extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.changepoints";

    private Changepoints(Map<String, Object> params, Frame... optional) {
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
     * @param run how it is to be carried out
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code cost} may be. */
    public enum Cost implements Choice {
        /**
         * The level, with the same noise everywhere.
         */
        MEAN("mean"),
        /**
         * The level or the spread, or both.
         */
        MEAN_VARIANCE("mean_variance"),
        /**
         * The line that the series follows, with the same noise everywhere.
         */
        TREND("trend");

        private final String word;

        Cost(String word) {
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
         * What changes.
         * <p>Default {@code "mean"}.
         *
         * @param cost the value
         * @return this
         */
        public Builder cost(Cost cost) {
            values.put("cost", cost);
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
         * The fewest observations of a segment; for <code>trend</code> at least 3.
         * <p>Default {@code 5}. Range {@code 2..=1000000}.
         *
         * @param minSize the value
         * @return this
         */
        public Builder minSize(long minSize) {
            values.put("min_size", minSize);
            return this;
        }

        /**
         * What a cut costs; that of Schwarz's criterion when absent.
         * <p>Default {@code null}. Range {@code 0..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}.
         *
         * @param penalty the value
         * @return this
         */
        public Builder penalty(double penalty) {
            values.put("penalty", penalty);
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
        public Changepoints build() {
            return new Changepoints(new LinkedHashMap<>(values));
        }
    }
}
