package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts a series of one or several seasons as its seasons' last turn and a forecast of what they leave.
 *
 * <p>The series is the sum of a trend, a season for each length, and a remainder. STL, with a smoother of 11, 15, 19, ..
 * seasons of local constants, finds each season, the shortest first, in what the others leave; where there are several,
 * each is found once more. Trend and remainder together are forecast by <code>trend_forecaster</code>, and every season goes on
 * as it was the last time.
 *
 * <p>Intervals are normal. Their variance is the sum of that of the trend's forecaster, for each season that of a seasonal
 * random walk (the mean square of its change over one season, times the seasons ahead, begun ones included), and the mean
 * square of the remainder: the smoothers take a part of it for season, which the trend's forecaster then never sees, and
 * the season that goes on is wrong by as much. On series of M3, M4 and Tourism the sum covers .85 to .96 where .95 is
 * asked for, the trend's alone .83 to .93.
 *
 * <p>Input: a panel without missing values, as many observations a series as the trend's forecaster needs. A season that is
 * not seen twice (n &lt; 2 × its length) is left out, as is a length of 1; one that is to be found has to be seen three
 * times. A series without a season is forecast by the trend's forecaster alone.
 * Output: forecasts; <code>parts</code> has what the trend's forecaster has (<code>trend</code>), the table <code>parameters</code> with the seasons' lengths
 * (<code>season_length_1</code>, ..), and the table <code>components</code>: the trend, each season (<code>season_24</code>), and the remainder of the
 * observations, which sum to them; <code>components</code> of <code>forecast</code> are the trend's forecast and the seasons. Fitted values are
 * the trend's forecaster's one-step forecasts and the seasons; those seasons know later observations, so they are closer than
 * forecasts can be. An update holds the seasons and moves the trend's forecaster on; its remainder is the error. With
 * <code>keep_fitted</code> off there are no components.
 * Errors: <code>kp.missing_values</code>, and those of the trend's forecaster.
 * Cost: O(n × length) a season for the decomposition and what the trend's forecaster costs; an update takes constant time
 * a point.
 * Source: Bandara, Hyndman and Bergmeir, MSTL: A Seasonal-Trend Decomposition Algorithm for Time Series with Multiple
 * Seasonal Patterns, arXiv 2107.13462, 2021. Components agree with statsforecast 2.1.1 <code>mstl</code>, and forecasts with its
 * <code>MSTL</code> where the trend's forecaster does; its intervals are the trend's alone, which are too narrow.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class MSTL extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.mstl";

    private MSTL(Map<String, Object> params) {
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
         * What forecasts the series without its seasons: any forecaster, by name or with parameters; AutoETS by default.
         * <p>Default {@code "AutoETS"}.
         *
         * @param trendForecaster the value
         * @return this
         */
        public Builder trendForecaster(Object trendForecaster) {
            values.put("trend_forecaster", trendForecaster);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public MSTL build() {
            return new MSTL(new LinkedHashMap<>(values));
        }
    }
}
