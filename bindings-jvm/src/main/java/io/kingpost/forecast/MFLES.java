package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts a series of one or several seasons by gradient boosting of its parts.
 *
 * <p>The fit begins with the median. Each of seven rounds fits what is left: a season of waves by least squares (the seasons
 * take turns), every second round a line as well, and the last round a smoother, which follows the level. A part is added,
 * shrunk by its rate, if it lowers the mean square. The first line is one of least squares, and later ones are made of
 * straight pieces (lasso); where the series without its first season spreads more than <code>cov_threshold</code>, all are lines of
 * repeated medians (Siegel). Series above zero with a season are fitted in logarithms, others standardised. The forecast
 * is the line, its slope times the share of the variance that the first line explained, the seasons, and the last level
 * of the smoother.
 *
 * <p>Intervals are normal on the scale of the fit. Their variance 1, 2, 4, .. steps ahead is the mean square of the
 * difference between what trend and seasons leave and the smoother so many steps before, of at most a quarter of the
 * series; between and beyond it goes on straight.
 *
 * <p>Input: a panel without missing values. A season that is not seen twice (n &lt; 2 × its length) is left out, as is a length
 * of 1. A constant and a series of less than 4 observations go on as their last value.
 * Output: forecasts; <code>parts</code> has whether a series was fitted in logarithms, level and slope, and the table <code>components</code>:
 * the trend (the smoother in it), each season (<code>season_24</code>) and the remainder, which sum to the observations; of logarithms
 * each is what it adds to those before it. <code>components</code> of <code>forecast</code> go on so. The table <code>parameters</code> has the seasons'
 * lengths. Fitted values are those of the fit, which know the observation itself, so they are closer than forecasts can be. An update holds seasons and slope and moves the smoother on. With <code>keep_fitted</code> off there are no
 * components.
 * Errors: <code>kp.missing_values</code>; <code>kp.invalid_data</code> for values of zero or below where <code>multiplicative</code> is true.
 * Cost: O(n + length × waves²) for the seasons and O(n) for the lines, O(n²) for lines of repeated medians; an update
 * takes constant time a point.
 * Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Forecasts and fitted values agree with statsforecast 2.1.1
 * <code>MFLES</code>, except that there the shorter of two seasons starts anew after the longer one where it does not divide it, and
 * what is left out or goes on as its last value here. There are no intervals in it but conformal ones.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class MFLES extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.mfles";

    private MFLES(Map<String, Object> params) {
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
         * The lasso's penalty on the bends of the trend, an observation.
         * <p>Default {@code 1.0}. Range {@code > 0}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * Whether the trend may bend.
         * <p>Default {@code true}.
         *
         * @param changepoints the value
         * @return this
         */
        public Builder changepoints(boolean changepoints) {
            values.put("changepoints", changepoints);
            return this;
        }

        /**
         * The spread above which lines are robust.
         * <p>Default {@code 0.7}. Range {@code >= 0}.
         *
         * @param covThreshold the value
         * @return this
         */
        public Builder covThreshold(double covThreshold) {
            values.put("cov_threshold", covThreshold);
            return this;
        }

        /**
         * How much of its height a piece of trend keeps instead of going to the last value; null, the default, to take that
         * from the height itself.
         * <p>Default {@code null}. Range {@code 0..=1}.
         *
         * @param decay the value
         * @return this
         */
        public Builder decay(double decay) {
            values.put("decay", decay);
            return this;
        }

        /**
         * Pairs of waves in each season; null, the default, for 5 below a length of 10, 10 below 70, else 15.
         * <p>Default {@code null}. Range {@code 1..=4392}.
         *
         * @param fourierOrder the value
         * @return this
         */
        public Builder fourierOrder(long fourierOrder) {
            values.put("fourier_order", fourierOrder);
            return this;
        }

        /**
         * The smoother is the mean of one more than so many values; null, the default, for 1.
         * <p>Default {@code null}. Range {@code 1..=8784}.
         *
         * @param ma the value
         * @return this
         */
        public Builder ma(long ma) {
            values.put("ma", ma);
            return this;
        }

        /**
         * What the rates of the exponential smoothers stay below; they are 0.05 apart.
         * <p>Default {@code 1.0}. Range {@code > 0, <= 1}.
         *
         * @param maxAlpha the value
         * @return this
         */
        public Builder maxAlpha(double maxAlpha) {
            values.put("max_alpha", maxAlpha);
            return this;
        }

        /**
         * Rounds at most; there are never more than 7.
         * <p>Default {@code 50}. Range {@code 1..=1000}.
         *
         * @param maxRounds the value
         * @return this
         */
        public Builder maxRounds(long maxRounds) {
            values.put("max_rounds", maxRounds);
            return this;
        }

        /**
         * The least rate of the exponential smoothers.
         * <p>Default {@code 0.05}. Range {@code > 0, <= 1}.
         *
         * @param minAlpha the value
         * @return this
         */
        public Builder minAlpha(double minAlpha) {
            values.put("min_alpha", minAlpha);
            return this;
        }

        /**
         * Whether to begin with the median of each longest season instead of the one of the series.
         * <p>Default {@code false}.
         *
         * @param movingMedians the value
         * @return this
         */
        public Builder movingMedians(boolean movingMedians) {
            values.put("moving_medians", movingMedians);
            return this;
        }

        /**
         * Whether to fit logarithms; null, the default, to do so where there is a season and all values are above zero.
         * <p>Default {@code null}.
         *
         * @param multiplicative the value
         * @return this
         */
        public Builder multiplicative(boolean multiplicative) {
            values.put("multiplicative", multiplicative);
            return this;
        }

        /**
         * Where it may bend: at a share of the observations below 1, else at so many places; at most at every tenth.
         * <p>Default {@code 0.25}. Range {@code 0..=1000000}.
         *
         * @param nChangepoints the value
         * @return this
         */
        public Builder nChangepoints(double nChangepoints) {
            values.put("n_changepoints", nChangepoints);
            return this;
        }

        /**
         * What of the smoother is added.
         * <p>Default {@code 1.0}. Range {@code > 0, <= 1}.
         *
         * @param residualsLr the value
         * @return this
         */
        public Builder residualsLr(double residualsLr) {
            values.put("residuals_lr", residualsLr);
            return this;
        }

        /**
         * Whether lines are robust; null, the default, to decide by <code>cov_threshold</code>.
         * <p>Default {@code null}.
         *
         * @param robust the value
         * @return this
         */
        public Builder robust(boolean robust) {
            values.put("robust", robust);
            return this;
        }

        /**
         * Observations in each season: [24, 168] for hours in days and weeks, 12 for months in years; 1 for no season. When
         * empty, the default, those that SeasonLengths finds in each series, at most three.
         * <p>Default {@code []}.
         *
         * @param seasonLengths the value
         * @return this
         */
        public Builder seasonLengths(long... seasonLengths) {
            values.put("season_lengths", seasonLengths);
            return this;
        }

        /**
         * What of a season is added in a round.
         * <p>Default {@code 0.9}. Range {@code > 0, <= 1}.
         *
         * @param seasonalLr the value
         * @return this
         */
        public Builder seasonalLr(double seasonalLr) {
            values.put("seasonal_lr", seasonalLr);
            return this;
        }

        /**
         * Whether later seasons count more: the first once, the second twice, ..
         * <p>Default {@code false}.
         *
         * @param seasonalityWeights the value
         * @return this
         */
        public Builder seasonalityWeights(boolean seasonalityWeights) {
            values.put("seasonality_weights", seasonalityWeights);
            return this;
        }

        /**
         * Whether the smoother is a mean of exponential smoothers instead of a moving average.
         * <p>Default {@code false}.
         *
         * @param smoother the value
         * @return this
         */
        public Builder smoother(boolean smoother) {
            values.put("smoother", smoother);
            return this;
        }

        /**
         * What of a trend that may bend is added in a round.
         * <p>Default {@code 0.9}. Range {@code > 0, <= 1}.
         *
         * @param trendLr the value
         * @return this
         */
        public Builder trendLr(double trendLr) {
            values.put("trend_lr", trendLr);
            return this;
        }

        /**
         * Whether the slope goes on only with the share of the variance that the first line explained.
         * <p>Default {@code true}.
         *
         * @param trendPenalty the value
         * @return this
         */
        public Builder trendPenalty(boolean trendPenalty) {
            values.put("trend_penalty", trendPenalty);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public MFLES build() {
            return new MFLES(new LinkedHashMap<>(values));
        }
    }
}
