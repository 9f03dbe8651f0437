package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The theta method with the weight of the line found by least squares.
 *
 * <p>This is the optimised theta model (OTM): as Theta, but theta is optimised too.
 *
 * <p>With level l and the line A + B t, y(n+1) = l(n) + (1 - 1/theta) (A (1-alpha)^n + B (1 - (1-alpha)^(n+1)) /
 * alpha) and l(n+1) = alpha y(n+1) + (1 - alpha) l(n): the larger theta, the more the line counts. Alpha (0.1
 * to 0.99), the level before the first observation and, where it is optimised, theta (1 to 1e10) are found by
 * least squares of the one-step errors from the fourth on (Nelder-Mead, 1,000 iterations at most).
 *
 * <p>A series of at least two seasons of four or more observations is tested for a season (its autocorrelation at
 * the season's length, at 90 %), and a season that passes is taken out by classical decomposition and put back
 * into forecasts.
 *
 * <p>Intervals are normal and exact: the errors' variance is carried through level and line, without that of the
 * parameters. Sigma² is the variance of the one-step errors from the fourth on, without their season.
 *
 * <p>Input: a panel without missing values, at least 5 observations a series. A constant one is continued without
 * a search.
 * Output: forecasts; <code>parts</code> has model, alpha, theta, level, the line's mean and slope of each series, and in the
 * table <code>parameters</code> the season's indices, that of the next observation first. Fitted values of a static model use the line through the whole
 * series. An update keeps alpha, theta and the season, and moves level and line on; what it expects of an
 * observation is by the line through those before.
 * Errors: <code>kp.not_enough_data</code> for a series of fewer than 5 observations, <code>kp.missing_values</code> where one is
 * missing.
 * Cost: about 100 passes over the series per model, and season_length passes for the test; four numbers of
 * memory an observation during the fit; a forecast O(h); an update takes constant time a point.
 * Source: Fiorucci et al., Models for optimising the theta method and their relationship to state space
 * models, International Journal of Forecasting 32(4), 2016. Forecasts agree with statsforecast 2.1.1. It
 * simulates intervals with 200 paths that move the line of static models too and count a season twice; these
 * are not followed, nor is its stopping rule, which depends on the unit, where values vary little against their
 * level: there the search goes on to a share of 1e-5 of the first loss.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class OptimizedTheta extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.optimized_theta";

    private OptimizedTheta(Map<String, Object> params) {
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

    /** What {@code decompositionType} may be. */
    public enum DecompositionType implements Choice {
        /**
         * By division: the season is a share of the level. Additive all the same where a value is not positive.
         */
        MULTIPLICATIVE("multiplicative"),
        /**
         * By subtraction: the season has the same size at any level.
         */
        ADDITIVE("additive");

        private final String word;

        DecompositionType(String word) {
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
         * How a season is taken out and put back: by division, the default, or by subtraction.
         * <p>Default {@code "multiplicative"}.
         *
         * @param decompositionType the value
         * @return this
         */
        public Builder decompositionType(DecompositionType decompositionType) {
            values.put("decomposition_type", decompositionType);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year; 1, the default, for no season. Below 4 none is looked
         * for.
         * <p>Default {@code 1}. Range {@code 1..=8784}.
         *
         * @param seasonLength the value
         * @return this
         */
        public Builder seasonLength(long seasonLength) {
            values.put("season_length", seasonLength);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public OptimizedTheta build() {
            return new OptimizedTheta(new LinkedHashMap<>(values));
        }
    }
}
