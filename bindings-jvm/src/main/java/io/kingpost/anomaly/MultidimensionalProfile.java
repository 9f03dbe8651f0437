package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computes the multi-dimensional matrix profile: for each window of a series of several channels and each number k of
 * channels, the window that is most alike in its k most alike channels.
 *
 * <p>A pair of windows has one distance a channel, that of <code>matrix_profile_join</code>. The k-dimensional distance of the pair
 * is the mean of its k smallest ones, so that channels that have nothing to do with what repeats do not hide it; with
 * <code>discords</code> it is the mean of its k largest ones, so that a window is far from all others when k channels at once
 * are. The profile holds the least k-dimensional distance of each window to another one of the series that is more
 * than <code>exclusion</code> steps away.
 *
 * <p>Input: id, time and value, and further columns of numbers as the other channels. Values may be missing: windows with
 * a missing value are infinitely far from all others in that channel.
 * Output: a row a window and a number of channels: id, the time of the window's first observation, its <code>position</code>
 * (from 0), <code>k</code> from 1 to the number of channels, the <code>distance</code> to the most alike window and the position <code>index</code> of
 * that one; where there is none the distance is missing and the position is -1.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than the window, <code>kp.invalid_data</code> for a column of other than
 * numbers.
 * Cost: O(n² d log² d) time for d channels, O(n d) memory.
 * Source: Yeh, Kavantzas and Keogh, Matrix Profile VI: meaningful multidimensional motif discovery, ICDM 2017
 * (mSTAMP). Distances agree with stumpy 1.14.1 <code>mstump</code> to 1e-8; what may differ is the position where two are equally
 * alike.
 */
public final class MultidimensionalProfile extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.multidimensional_profile";

    private MultidimensionalProfile(Map<String, Object> params, Frame... optional) {
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
     * @param data Id, time and value, and a column for each further channel.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value, and a column for each further channel.
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
         * Take the k largest distances of a pair instead of the k smallest.
         * <p>Default {@code false}.
         *
         * @param discords the value
         * @return this
         */
        public Builder discords(boolean discords) {
            values.put("discords", discords);
            return this;
        }

        /**
         * How many steps apart windows must be more than; a quarter of the window, rounded up, when absent.
         * <p>Default {@code null}. Range {@code 0..=1000000}.
         *
         * @param exclusion the value
         * @return this
         */
        public Builder exclusion(long exclusion) {
            values.put("exclusion", exclusion);
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
         * The column of the first channel.
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
         * How many observations a window has; from the autocorrelation of the first series' first channel when absent.
         * <p>Default {@code null}. Range {@code 3..=1000000}.
         *
         * @param windowSize the value
         * @return this
         */
        public Builder windowSize(long windowSize) {
            values.put("window_size", windowSize);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public MultidimensionalProfile build() {
            return new MultidimensionalProfile(new LinkedHashMap<>(values));
        }
    }
}
