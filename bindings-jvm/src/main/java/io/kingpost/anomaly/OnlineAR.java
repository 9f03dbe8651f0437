package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.StreamDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a value by how many running standard deviations it is off what the last values foretell: an autoregression of
 * order <code>order</code> on the <code>differences</code>-th differences, fitted by recursive least squares with forgetting.
 *
 * <p>The values are first brought to about 0 and 1 by the median of the first ones and of their distances from it; f = w
 * · (1, the last <code>order</code> differences), and each residual e = x - f moves w by least squares in which what is k values
 * old weighs <code>forgetting</code>^k. The score is |e| over the deviation so far, whose square has the weight <code>deviation_alpha</code>
 * for the newest e².
 *
 * <p>The first <code>warm_up</code> values give a first w and the first deviation. With <code>robust</code> they are read twice, and from the
 * second time on an outlier is not learned from: where |e| is above 2 deviations, f ± 2 deviations takes the place of
 * the value, also among the last values, and the square of e in the deviation is bounded (Tukey's biweight). A new
 * behaviour that lasts is then followed within some dozens of values, and told all the while.
 *
 * <p>Input: rows of numbers in time order and at even steps, none missing. Of several columns the score is the largest
 * over the columns.
 * Output: one score a row, 0 for the first <code>warm_up</code> rows, at most 1e12; above <code>threshold</code> a row is an anomaly.
 * Residuals within a 1e-12th of the values are rounding and score 0.
 * Errors: <code>kp.invalid_params</code> for a <code>warm_up</code> of less than three times <code>order</code>, plus <code>differences</code>;
 * <code>kp.missing_values</code> for a missing value, <code>kp.invalid_data</code> for a column of categories.
 * Cost: O(order²) a value in time and memory; memory for <code>warm_up</code> values until they are complete.
 * Source: recursive least squares as in Haykin, Adaptive Filter Theory; autoregression on differences in the place of
 * ARIMA as in Anava, Hazan, Mannor and Shamir, Online learning for time series prediction, COLT 2013, and Liu et al.,
 * Online ARIMA algorithms for time series prediction, AAAI 2016. Without <code>robust</code>, residuals are those of padasip
 * 1.2.2 <code>FilterRLS</code> (mu = <code>forgetting</code>, eps = 0.01) over the scaled values. Bounded residuals as in Gelper, Fried and
 * Croux, Journal of Forecasting 29, 2010.
 *
 * <p>Fitting gives a {@link io.kingpost.StreamModel}.
 */
public final class OnlineAR extends StreamDetector {
    /** The component's id. */
    public static final String ID = "anomaly.online_ar";

    private OnlineAR(Map<String, Object> params) {
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
         * How often differences are taken first: 0, the default, for a level that stays; 1 for one that wanders.
         * <p>Default {@code 0}. Range {@code 0..=2}.
         *
         * @param differences the value
         * @return this
         */
        public Builder differences(long differences) {
            values.put("differences", differences);
            return this;
        }

        /**
         * What of the weight of a value is left one value later. Default 0.999: about the last 1,000 values count.
         * <p>Default {@code 0.999}. Range {@code 0.5..=1}.
         *
         * @param forgetting the value
         * @return this
         */
        public Builder forgetting(double forgetting) {
            values.put("forgetting", forgetting);
            return this;
        }

        /**
         * How many of the last values a value is foretold from. Default 10.
         * <p>Default {@code 10}. Range {@code 1..=200}.
         *
         * @param order the value
         * @return this
         */
        public Builder order(long order) {
            values.put("order", order);
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
         * How many values make the start; 10 <code>order</code>, and at least 100, when absent.
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
        public OnlineAR build() {
            return new OnlineAR(new LinkedHashMap<>(values));
        }
    }
}
