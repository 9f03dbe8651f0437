package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks at each series, chooses forecasters that suit it, combines them, and says why.
 *
 * <p>What a series looks like decides its members, the first that holds:
 * <code>gaps</code> (values are missing): Structural, or Additive where there are regressors;
 * <code>regressors</code>: AutoARIMA and LinearLags, which use them, and AutoETS and DynamicOptimizedTheta, which do not;
 * <code>constant</code>: Naive;
 * <code>short</code> (fewer than 8 observations): Naive, RandomWalkWithDrift and SimpleExponentialSmoothing;
 * <code>intermittent</code> (no value below 0, and demand in fewer than 1 of 1.32 periods on average): CrostonSBA, TSB, ADIDA and IMAPA;
 * <code>seasons</code> (a season of 24 or more, or a second one): AutoETS, AutoCES, DynamicOptimizedTheta (for seasons up to 60),
 * MSTL with AutoETS and with DynamicOptimizedTheta, of the season and of both seasons, and SeasonalNaive of each;
 * <code>season</code>: AutoETS, AutoCES, DynamicOptimizedTheta and MSTL with DynamicOptimizedTheta;
 * <code>plain</code>: AutoETS, AutoCES, DynamicOptimizedTheta, RandomWalkWithDrift and SimpleExponentialSmoothing.
 * The second season of 24, 48, 96, 144, 288 and 1440 is the week, 7 times as long, and that of 7 is the year of 365,
 * where it is seen three times.
 *
 * <p>Members of <code>seasons</code> and <code>regressors</code> are weighted by one over their mean squared error from rolling origins a season
 * apart, as <code>inverse_error</code> of Combination does; a second season of 7 is believed only where it lowers the error by a fifth. All others are combined by
 * their median: rolling origins say too little of a series of usual length, and choosing by them made forecasts worse on
 * series of M3, M4 and Tourism.
 *
 * <p>Input: a panel. Missing values are allowed. Every column of numbers beside id, time and target is a regressor, whose
 * future values <code>forecast</code> then needs.
 * Output: forecasts and the intervals of Combination; <code>parts</code> has the kind of each series, the reason, the share of zeros and
 * the strength of the season (0 for none, 1 for nothing else; NaN where it is not seen twice), and the table <code>members</code> of
 * Combination with weights, shares and errors.
 * Errors: those of the members where all fail; <code>kp.missing_values</code> where all values are.
 * Cost: that of the members; of <code>seasons</code> and <code>regressors</code> twice as much. An update costs what the members' updates do.
 * Source: Fiorucci and Louzada, GROEC: Combination method via generalized rolling origin evaluation, International Journal of
 * Forecasting 36(1), 2020, and Petropoulos and Svetunkov (see Combination) for the members and the median; Syntetos, Boylan
 * and Croston, On the categorization of demand patterns, Journal of the Operational Research Society 56(5), 2005, for 1.32;
 * Wang, Smith and Hyndman, Characteristic-Based Clustering for Time Series Data, Data Mining and Knowledge Discovery 13,
 * 2006, for the strength of a season.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class Auto extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.auto";

    private Auto(Map<String, Object> params) {
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
         * How many steps ahead weights look: by default one and a half seasons, at least 6; of a short history a quarter.
         * <p>Default {@code null}. Range {@code 1..=10000}.
         *
         * @param horizon the value
         * @return this
         */
        public Builder horizon(long horizon) {
            values.put("horizon", horizon);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no season.
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
         * From how many origins, a season apart, weights look ahead; fewer where the history is short. Eight days, the default,
         * see a whole week.
         * <p>Default {@code 8}. Range {@code 1..=10000}.
         *
         * @param windows the value
         * @return this
         */
        public Builder windows(long windows) {
            values.put("windows", windows);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Auto build() {
            return new Auto(new LinkedHashMap<>(values));
        }
    }
}
