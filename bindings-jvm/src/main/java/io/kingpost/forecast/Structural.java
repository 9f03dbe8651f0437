package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A level, a trend and a season that move on their own, and errors of observation; series may have gaps.
 *
 * <p>y(t) = l(t) + s(t) + e(t), l(t+1) = l(t) + b(t) + u(t), b(t+1) = b(t) + v(t). A season of length m is m effects that sum
 * to an error, s(t+1) = -s(t) - .. - s(t-m+2) + w(t), or, with <code>harmonics</code>, waves of m / 1, m / 2, .. steps whose phases
 * move. Errors are normal and independent; a part that is fixed has none. With a stochastic level alone this is the local
 * level model, with a stochastic trend too the local linear trend, with a fixed level and a stochastic trend the smooth
 * trend.
 *
 * <p>The variances are those of the greatest likelihood of the Kalman filter with an exact diffuse start: nothing is assumed
 * of the first states. The filter passes over missing values. The search (Nelder-Mead over the shares that the variances
 * have in their sum, from the two best of 4 points a share; the sum itself follows) takes variances at zero for what they are.
 *
 * <p>Intervals are normal, of the exact variance of the states and the observation; that of the variances themselves is not
 * in it.
 *
 * <p>Input: a panel; values may be missing anywhere. At least as many values a series as the model has states and variances,
 * spread so that every place in the season has one. A season that is not seen twice (n &lt; 2 × its length) is left out.
 * Output: forecasts; <code>parts</code> has the variances, the likelihood, the criteria (states count as parameters), level and slope
 * of each series, and the table <code>components</code>: level, season (<code>season_12</code>) and error (<code>remainder</code>), which sum to the
 * observations, and beside them the <code>slope</code> by which the level moves on. They are smoothed, what all observations say of
 * each time, earlier and later ones; a missing value has all but the error. <code>components</code> of <code>forecast</code> are the level, with
 * the slope in it, and the season. Fitted values are the filter's forecasts of one step, NaN until all states are known; a
 * missing value has one too. An update moves the filter on with the same shares: it is the filter over the whole series,
 * bit by bit.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.invalid_params</code> for more harmonics than half the season's length.
 * Cost: with d states, about 100 to 500 filters of O(n d²); an update O(d²) a point, a forecast O(h d²).
 * Source: Durbin and Koopman, chapters 3 to 5 and 7; Harvey, Forecasting, Structural Time Series Models and the Kalman
 * Filter (Cambridge, 1989). Likelihood, forecasts, intervals and smoothed components agree with statsmodels 0.14
 * <code>UnobservedComponents</code> with <code>use_exact_diffuse=True</code> at the same variances; its own search ends at the same likelihood or
 * a lower one.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Structural extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.structural";

    private Structural(Map<String, Object> params) {
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

    /** What {@code level} may be. */
    public enum Level implements Choice {
        /**
         * It has no errors of its own.
         */
        FIXED("fixed"),
        /**
         * It is moved by an error at every step.
         */
        STOCHASTIC("stochastic");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code season} may be. */
    public enum Season implements Choice {
        /**
         * It has no errors of its own.
         */
        FIXED("fixed"),
        /**
         * It is moved by an error at every step.
         */
        STOCHASTIC("stochastic");

        private final String word;

        Season(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code trend} may be. */
    public enum Trend implements Choice {
        /**
         * It has no errors of its own.
         */
        FIXED("fixed"),
        /**
         * It is moved by an error at every step.
         */
        STOCHASTIC("stochastic");

        private final String word;

        Trend(String word) {
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
         * The waves that make up the season, at most half its length; null, the default, for an effect of each place.
         * <p>Default {@code null}. Range {@code 1..=183}.
         *
         * @param harmonics the value
         * @return this
         */
        public Builder harmonics(long harmonics) {
            values.put("harmonics", harmonics);
            return this;
        }

        /**
         * Whether the level moves by errors of its own.
         * <p>Default {@code "stochastic"}.
         *
         * @param level the value
         * @return this
         */
        public Builder level(Level level) {
            values.put("level", level);
            return this;
        }

        /**
         * Whether the season moves.
         * <p>Default {@code "stochastic"}.
         *
         * @param season the value
         * @return this
         */
        public Builder season(Season season) {
            values.put("season", season);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year; 1, the default, for no season.
         * <p>Default {@code 1}. Range {@code 1..=366}.
         *
         * @param seasonLength the value
         * @return this
         */
        public Builder seasonLength(long seasonLength) {
            values.put("season_length", seasonLength);
            return this;
        }

        /**
         * Whether there is a slope, and whether it moves; null, the default, for none.
         * <p>Default {@code null}.
         *
         * @param trend the value
         * @return this
         */
        public Builder trend(Trend trend) {
            values.put("trend", trend);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Structural build() {
            return new Structural(new LinkedHashMap<>(values));
        }
    }
}
