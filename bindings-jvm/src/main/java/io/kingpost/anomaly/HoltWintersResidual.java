package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a value by how many running standard deviations it is off its forecast by level, trend and season:
 * Holt-Winters smoothing, one step at a time.
 *
 * <p>With the forecast f = l + b + s and e = x - f: l = l + b + alpha e, b = b + alpha beta e, s = s + gamma e, where s
 * is the share of that place in the season. The score is |e| over the deviation so far, whose square has the weight
 * <code>deviation_alpha</code> for the newest e².
 *
 * <p>The first <code>warm_up</code> values give the start: the trend from values half of them apart in whole seasons, then level,
 * season and deviation from what is left.
 *
 * <p>With <code>robust</code> an outlier is not learned from: where |e| is above 2 deviations, level, trend and season learn from 2
 * deviations only; the square of e in the deviation is bounded (Tukey's biweight); and the start is made of medians. A
 * new level that lasts is then followed within some dozens of values, and told all the while.
 *
 * <p>Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
 * over the columns.
 * Output: one score a row, 0 for the first <code>warm_up</code> rows, at most 1e12; above <code>threshold</code> a row is an anomaly.
 * Residuals within a 1e-12th of the values are rounding and score 0.
 * Errors: <code>kp.invalid_params</code> for a <code>warm_up</code> of less than two seasons; <code>kp.missing_values</code> for a missing value,
 * <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(1) a value; memory for a season, and for <code>warm_up</code> values until they are complete.
 * Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6, 1960, in the
 * form of Hyndman and Athanasopoulos, Forecasting: Principles and Practice; Gelper, Fried and Croux, Robust
 * forecasting with exponential and Holt-Winters smoothing, Journal of Forecasting 29, 2010. Without <code>robust</code>,
 * residuals are those of statsmodels 0.14 <code>ExponentialSmoothing</code> from the same start.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class HoltWintersResidual extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.holt_winters_residual";

    private HoltWintersResidual(Map<String, Object> params) {
        super(ID, params);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How much of a residual goes into the level. Default 0.2.
         * <p>Default {@code 0.2}. Range {@code 0..=1}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * How much of a change of the level goes into the trend. Default 0.01; 0 for a trend that stays.
         * <p>Default {@code 0.01}. Range {@code 0..=1}.
         *
         * @param beta the value
         * @return this
         */
        public Builder beta(double beta) {
            values.put("beta", beta);
            return this;
        }

        /**
         * How much of the newest squared residual goes into that of the deviation. Default 0.01.
         * <p>Default {@code 0.01}. Range {@code 0..=1}.
         *
         * @param deviationAlpha the value
         * @return this
         */
        public Builder deviationAlpha(double deviationAlpha) {
            values.put("deviation_alpha", deviationAlpha);
            return this;
        }

        /**
         * How much of a residual goes into the season. Default 0.1.
         * <p>Default {@code 0.1}. Range {@code 0..=1}.
         *
         * @param gamma the value
         * @return this
         */
        public Builder gamma(double gamma) {
            values.put("gamma", gamma);
            return this;
        }

        /**
         * Do not learn from outliers. Default true.
         * <p>Default {@code true}.
         *
         * @param robust the value
         * @return this
         */
        public Builder robust(boolean robust) {
            values.put("robust", robust);
            return this;
        }

        /**
         * How many values a season has; 1, the default, for no season.
         * <p>Default {@code 1}. Range {@code 1..=100000}.
         *
         * @param seasonLength the value
         * @return this
         */
        public Builder seasonLength(long seasonLength) {
            values.put("season_length", seasonLength);
            return this;
        }

        /**
         * The score above which a row is an anomaly. Default 4.
         * <p>Default {@code 4.0}. Range {@code 0..=1000000000000}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * How many values make the start; the larger of 30 and three seasons when absent.
         * <p>Default {@code null}. Range {@code 4..=1000000}.
         *
         * @param warmUp the value
         * @return this
         */
        public Builder warmUp(long warmUp) {
            values.put("warm_up", warmUp);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public HoltWintersResidual build() {
            return new HoltWintersResidual(new LinkedHashMap<>(values));
        }
    }
}
