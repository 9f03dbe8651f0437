package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Forecasts the last value of the same season, with intervals from two pools: the values of that season, of which newer ones
 * weigh more, and the last errors of the forecast, added to it.
 *
 * <p>The bounds of a step are quantiles of the mixture w × pool + (1 - w) × errors. In the pool of its season a value that is <code>a</code>
 * observations old has the weight exp(-decay × a); the errors are y(t) - y(t-m) over the newest part of the history. The share w
 * is 0.5; with the variant <code>adaptive</code> it is 0.3 where fewer than 3 values of the season are known and 0 without a season. The
 * quantiles are those of the whole mixture, which samples, as the source draws them, come to as they become more. Nothing is
 * assumed of how errors are distributed, and the intervals do not widen with the season's number: for several seasons ahead
 * the option <code>conformal</code> calibrates them step by step.
 *
 * <p>Input: a panel without missing values, at least one season a series. Output: the last season, repeated.
 * Errors: <code>kp.not_enough_data</code> for a series shorter than a season, <code>kp.missing_values</code> where one is missing.
 * Cost: O(n) a series, whose observations the model keeps; a forecast O(n) a step of the season; an update takes constant
 * time a point.
 * Source: Manokhin (2026), Training-Free Probabilistic Time-Series Forecasting with Conformal Seasonal Pools,
 * arXiv:2605.03789; statsforecast 2.1.1 <code>ConformalSeasonalPool</code>, whose quantiles of 200,000 samples agree.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class ConformalSeasonalPool extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.conformal_seasonal_pool";

    private ConformalSeasonalPool(Map<String, Object> params) {
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

    /** What {@code variant} may be. */
    public enum Variant implements Choice {
        /**
         * Less where few are known, none without a season.
         */
        ADAPTIVE("adaptive"),
        /**
         * One half.
         */
        FIXED("fixed");

        private final String word;

        Variant(String word) {
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
         * The newest part of the history whose errors are taken.
         * <p>Default {@code 0.5}. Range {@code 0..=1}.
         *
         * @param calibFrac the value
         * @return this
         */
        public Builder calibFrac(double calibFrac) {
            values.put("calib_frac", calibFrac);
            return this;
        }

        /**
         * How fast old values lose weight, an observation.
         * <p>Default {@code 0.01}. Range {@code 0..=1000}.
         *
         * @param decay the value
         * @return this
         */
        public Builder decay(double decay) {
            values.put("decay", decay);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year.
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
         * How the share of the season's own values is found.
         * <p>Default {@code "adaptive"}.
         *
         * @param variant the value
         * @return this
         */
        public Builder variant(Variant variant) {
            values.put("variant", variant);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public ConformalSeasonalPool build() {
            return new ConformalSeasonalPool(new LinkedHashMap<>(values));
        }
    }
}
