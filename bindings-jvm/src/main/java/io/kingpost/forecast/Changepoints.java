package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the observations at which the level, the spread, the trend or the distribution of a series changes.
 *
 * <p>A series is cut into segments so that the sum of their costs and of a penalty for each cut is least, or, with
 * <code>n_bkps</code>, into so many segments more. Costs, in units of the noise: <code>mean</code>, the squared errors around the mean of
 * the segment over the variance of the noise; <code>median</code>, the absolute errors around its median, scaled so that a cut of
 * mere normal noise saves as much as of <code>mean</code>; <code>trend</code>, the squared errors around its least-squares line;
 * <code>mean_variance</code>, n log of its variance, to which a thousandth of that of the noise is added so that no run of equal
 * values is infinitely likely; <code>rbf</code>, the scatter of the segment in the space of the kernel exp(-gamma (a - b)²), 2 /
 * n of the sum of 1 - kernel over its pairs, over the mean of 1 - kernel of neighbours: any change of the
 * distribution. The noise is read from the median of the absolute first differences, of second ones for <code>trend</code>, which
 * changes of the series hardly touch. The default penalty is that of Schwarz's criterion: log n for each parameter
 * that a cut adds: the cut itself, 1 for <code>rbf</code>, and a channel 2 for <code>mean_variance</code> and <code>trend</code> and 1 for the others.
 *
 * <p>With <code>channels</code> cuts are those of several columns at once: costs are added, each in units of its own noise, and
 * <code>rbf</code> takes the sum of the squared differences in these units. A channel without noise is left out.
 *
 * <p>Searches: <code>optimal</code> finds the cuts of the least sum. With F(t) the least sum of the first t values, F(t) = min over
 * s of F(s) + C(s, t) + penalty, where a start s that cannot come first any more is dropped (PELT); with <code>n_bkps</code>, for
 * each number of cuts, by dynamic programming. <code>binary_segmentation</code> makes the cut that saves most, then that of the
 * parts, and so on. <code>window</code> takes the places where the two halves of a window of <code>width</code> differ more than at all
 * places up to half a <code>width</code> away, from the greatest difference on. The last two stop at a cut that saves no more
 * than the penalty.
 *
 * <p>Input: id, time and value, none missing.
 * Output: a row a change: id, time and <code>position</code> (from 0) of the first observation of the new segment, and the mean,
 * for <code>trend</code> the slope a step and for <code>median</code> the median, of the segments <code>before</code> and <code>after</code> it; of each further
 * channel in columns such as <code>before_NAME</code>. Series without a change have no row; those too short for <code>n_bkps</code> changes
 * have fewer, and those without any noise none.
 * Errors: <code>kp.missing_values</code>, naming the series; <code>kp.invalid_params</code> for both <code>penalty</code> and <code>n_bkps</code>, and for more of
 * these than the optimal search keeps totals of: 10^8 over the observations.
 * Cost: O(1) a segment, for <code>median</code> O(log n). <code>optimal</code> is linear in the observations where changes are as frequent, at
 * worst quadratic, and with <code>n_bkps</code> O(n² n_bkps) with O(n n_bkps) memory; <code>binary_segmentation</code> O(n log n); <code>window</code>
 * O(n). <code>rbf</code> is O(n²) in the first two, and O(n width²) in the last. <code>jump</code> divides n, but not that of <code>rbf</code>.
 * Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal
 * of the American Statistical Association 107, 2012 (PELT); Truong, Oudre and Vayatis, Selective review of offline
 * change point detection methods, Signal Processing 167, 2020; Arlot, Celisse and Harchaoui, A kernel multiple
 * change-point algorithm via model selection, Journal of Machine Learning Research 20, 2019. Cuts are those of
 * ruptures 1.1.10, whose penalties and channels have no unit, whose <code>normal</code> looks at covariances too, and whose
 * windows go on at the other end of the series.
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
     * @param run how it is to be carried out, or null for the defaults
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
        TREND("trend"),
        /**
         * The level, where single values may be far off.
         */
        MEDIAN("median"),
        /**
         * Anything about the distribution of the values, by a Gaussian kernel.
         */
        RBF("rbf");

        private final String word;

        Cost(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code search} may be. */
    public enum Search implements Choice {
        /**
         * The cuts of the least total cost.
         */
        OPTIMAL("optimal"),
        /**
         * One cut after the other, each where it saves most.
         */
        BINARY_SEGMENTATION("binary_segmentation"),
        /**
         * Where two halves of a window that moves along differ most.
         */
        WINDOW("window");

        private final String word;

        Search(String word) {
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
         * Further columns of values that change where the target does.
         * <p>Default {@code []}.
         *
         * @param channels the value
         * @return this
         */
        public Builder channels(String... channels) {
            values.put("channels", channels);
            return this;
        }

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
         * How narrow the kernel of <code>rbf</code> is; 1 over the median of the squared differences of all values when absent. With
         * <code>channels</code> these are in units of the noise.
         * <p>Default {@code null}. Range {@code 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001..=10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}.
         *
         * @param gamma the value
         * @return this
         */
        public Builder gamma(double gamma) {
            values.put("gamma", gamma);
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
         * Cuts are tried at positions that are multiples of this only.
         * <p>Default {@code 1}. Range {@code 1..=1000000}.
         *
         * @param jump the value
         * @return this
         */
        public Builder jump(long jump) {
            values.put("jump", jump);
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
         * How many changes are found; as many as pay their penalty when absent.
         * <p>Default {@code null}. Range {@code 1..=1000000}.
         *
         * @param nBkps the value
         * @return this
         */
        public Builder nBkps(long nBkps) {
            values.put("n_bkps", nBkps);
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
         * How cuts are found.
         * <p>Default {@code "optimal"}.
         *
         * @param search the value
         * @return this
         */
        public Builder search(Search search) {
            values.put("search", search);
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
         * The observations of both halves of the window, of <code>window</code>.
         * <p>Default {@code 100}. Range {@code 4..=1000000}.
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
        public Changepoints build() {
            return new Changepoints(new LinkedHashMap<>(values));
        }
    }
}
