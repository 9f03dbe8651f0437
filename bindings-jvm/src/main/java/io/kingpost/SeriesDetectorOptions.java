package io.kingpost;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the fit of a {@link SeriesDetector} reads its data, and what it keeps.
 */
public final class SeriesDetectorOptions {
    private final Map<String, Object> values;

    private SeriesDetectorOptions(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
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
     * What was set.
     *
     * @return values by name
     */
    public Map<String, Object> toMap() {
        return values;
    }

    /** What {@code channels} may be. */
    public enum Channels implements Choice {
        /**
         * The largest: what is odd in any channel.
         */
        LARGEST("largest"),
        /**
         * Their mean: what is a little odd in many.
         */
        MEAN("mean");

        private final String word;

        Channels(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code missing} may be. */
    public enum Missing implements Choice {
        /**
         * Leave them missing: a component that cannot work with them says so (<code>kp.missing_values</code>).
         */
        KEEP("keep"),
        /**
         * Repeat the last value before the gap; the first, where nothing comes before it.
         */
        FORWARD_FILL("forward_fill"),
        /**
         * A straight line across the gap; the nearest value at the ends.
         */
        INTERPOLATE("interpolate"),
        /**
         * Zero, for demand that was not recorded because there was none.
         */
        ZERO("zero");

        private final String word;

        Missing(String word) {
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
         * How the scores of several columns become one: each column is a channel with a detector of its own. Without it a
         * panel with further columns is refused.
         * <p>Default {@code null}.
         *
         * @param channels the value
         * @return this
         */
        public Builder channels(Channels channels) {
            values.put("channels", channels);
            return this;
        }

        /**
         * Stop at the first series that cannot be fitted, instead of listing it under <code>failures</code>.
         * <p>Default {@code false}.
         *
         * @param failFast the value
         * @return this
         */
        public Builder failFast(boolean failFast) {
            values.put("fail_fast", failFast);
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
         * The column that tells series apart; without such a column the frame is one series.
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
         * What to do where a value or a whole row is missing.
         * <p>Default {@code "keep"}.
         *
         * @param missing the value
         * @return this
         */
        public Builder missing(Missing missing) {
            values.put("missing", missing);
            return this;
        }

        /**
         * The column of values. With <code>channels</code> all further columns of numbers are values as well.
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
         * The column of times: dates and times, or whole numbers. Without such a column the rows are numbered from 0.
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
         * The options.
         *
         * @return what was collected
         */
        public SeriesDetectorOptions build() {
            return new SeriesDetectorOptions(new LinkedHashMap<>(values));
        }
    }
}
