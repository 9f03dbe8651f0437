package io.kingpost;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the fit of a {@link Forecaster} reads its data, and what it keeps.
 */
public final class ForecasterOptions {
    private final Map<String, Object> values;

    private ForecasterOptions(Map<String, Object> values) {
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

    /** What {@code intervals} may be. */
    public enum Intervals implements Choice {
        /**
         * From the model: right as far as the model is.
         */
        MODEL("model"),
        /**
         * From the model's errors at the end of the history.
         */
        CONFORMAL("conformal"),
        /**
         * From simulated paths: the model's one-step errors, drawn again.
         */
        BOOTSTRAP("bootstrap");

        private final String word;

        Intervals(String word) {
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

    /** What {@code transform} may be. */
    public enum Transform implements Choice {
        /**
         * The values themselves.
         */
        NONE("none"),
        /**
         * Their logarithm: for positive values whose swings grow with their level.
         */
        LOG("log"),
        /**
         * The logarithm of 1 + value: for counts, zeros among them.
         */
        LOG1P("log1p"),
        /**
         * Their square root.
         */
        SQRT("sqrt"),
        /**
         * (value^lambda - 1) / lambda, with <code>box_cox_lambda</code> as given or as Guerrero's method finds it for each series.
         */
        BOX_COX("box_cox");

        private final String word;

        Transform(String word) {
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
         * The name of the forecast column; the component's name when absent.
         * <p>Default {@code null}.
         *
         * @param alias the value
         * @return this
         */
        public Builder alias(String alias) {
            values.put("alias", alias);
            return this;
        }

        /**
         * Make forecasts of a transform means instead of medians.
         * <p>Default {@code false}.
         *
         * @param biasAdjust the value
         * @return this
         */
        public Builder biasAdjust(boolean biasAdjust) {
            values.put("bias_adjust", biasAdjust);
            return this;
        }

        /**
         * The power of the transform <code>box_cox</code>; found for each series when absent.
         * <p>Default {@code null}. Range {@code 0..=2}.
         *
         * @param boxCoxLambda the value
         * @return this
         */
        public Builder boxCoxLambda(double boxCoxLambda) {
            values.put("box_cox_lambda", boxCoxLambda);
            return this;
        }

        /**
         * From how many origins, one observation apart, conformal intervals look ahead; of a short series at most a third.
         * Steps beyond as many are scaled as the last of them.
         * <p>Default {@code 12}. Range {@code 1..=10000}.
         *
         * @param conformalWindows the value
         * @return this
         */
        public Builder conformalWindows(long conformalWindows) {
            values.put("conformal_windows", conformalWindows);
            return this;
        }

        /**
         * Stop at the first series that cannot be read or fitted, instead of listing it under <code>failures</code>.
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
         * Fit AutoETS to a series that has too few observations for the component: one is enough. Its forecasts are marked,
         * with <code>AutoETS</code> in a column such as <code>AutoTheta-fallback</code>, and <code>failures</code> lists it with the reason. Its intervals are
         * its own, and it takes no regressors. Without, such a series fails.
         * <p>Default {@code true}.
         *
         * @param fallback the value
         * @return this
         */
        public Builder fallback(boolean fallback) {
            values.put("fallback", fallback);
            return this;
        }

        /**
         * The step between observations, such as <code>MS</code>, <code>D</code>, <code>15min</code> or <code>1</code>; when absent the one that explains
         * most gaps of the longest series.
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
         * Where prediction intervals come from: <code>model</code>, the default, <code>conformal</code>, which takes a second fit, or <code>bootstrap</code>,
         * which simulates paths and needs <code>keep_fitted</code>. Conformal ones are the model's, scaled so that they would have held
         * the last observations of the panel as often as their level says: each series is fitted without its end, which is
         * then forecast from one origin after another, and the errors, as shares of the model's spread, are pooled over the
         * series for each step ahead.
         * <p>Default {@code "model"}.
         *
         * @param intervals the value
         * @return this
         */
        public Builder intervals(Intervals intervals) {
            values.put("intervals", intervals);
            return this;
        }

        /**
         * Keep the observations and their one-step forecasts, for <code>fitted</code> and <code>residuals</code>. They are in the saved file too:
         * turn it off for very large panels.
         * <p>Default {@code true}.
         *
         * @param keepFitted the value
         * @return this
         */
        public Builder keepFitted(boolean keepFitted) {
            values.put("keep_fitted", keepFitted);
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
         * Set forecasts and bounds below zero to zero.
         * <p>Default {@code false}.
         *
         * @param nonNegative the value
         * @return this
         */
        public Builder nonNegative(boolean nonNegative) {
            values.put("non_negative", nonNegative);
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
         * What the component learns in place of the values; forecasts, bounds, fitted values and components come back as values,
         * other <code>parts</code> do not.
         * <p>Default {@code "none"}.
         *
         * @param transform the value
         * @return this
         */
        public Builder transform(Transform transform) {
            values.put("transform", transform);
            return this;
        }

        /**
         * The options.
         *
         * @return what was collected
         */
        public ForecasterOptions build() {
            return new ForecasterOptions(new LinkedHashMap<>(values));
        }
    }
}
