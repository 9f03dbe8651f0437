package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Complex exponential smoothing with the season that suits each series best.
 *
 * <p>A level l and its information potential c are smoothed as one complex number: with the error e = y - forecast,
 * l' = l - (1 - a1) c + (a0 - a1) e and c' = l + (1 - a0) c + (a0 + a1) e. So trends need no term of their own. The model is
 * without a season (N), with such a pair for each place in the season (S), with a season that is smoothed by one real number
 * (P), or with one that is smoothed as a complex number too (F). Parameters are those of the least squared one-step errors
 * (Nelder-Mead, a0 to 1.8, a1 to 1.9); the start is improved by a run over the reversed series; the model is the one with
 * the least criterion.
 *
 * <p>Intervals are normal, of the exact variance of the model: sigma² × (1 + the squared effects of the errors in between).
 * Sigma² is the sum of squared errors over n less the parameters and one.
 *
 * <p>Input: a panel without missing values, at least 5 observations a series. A season that is not seen twice is left out. A
 * constant series, of whatever length, is continued without a search.
 * Output: forecasts; <code>parts</code> has the model, its parameters, criteria and level of each series.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>.
 * Cost: per model about 500 passes over the series at most; an update takes constant time a point, a forecast O(h).
 * Source: Svetunkov, Kourentzes and Ord, Complex exponential smoothing, Naval Research Logistics 69(8), 2022. Start, search
 * and criteria are those of statsforecast 2.1.1 <code>AutoCES</code>, and so are the forecasts; its simulated intervals, which add an
 * error to the last states alone, are not followed.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class AutoCES extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.auto_ces";

    private AutoCES(Map<String, Object> params) {
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

    /** What {@code criterion} may be. */
    public enum Criterion implements Choice {
        /**
         * Akaike's, corrected for short series.
         */
        AICC("aicc"),
        /**
         * Akaike's.
         */
        AIC("aic"),
        /**
         * Schwarz's, which prefers smaller models.
         */
        BIC("bic");

        private final String word;

        Criterion(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code model} may be. */
    public enum Model implements Choice {
        /**
         * Whichever of the four is best.
         */
        Z("Z"),
        /**
         * No season.
         */
        N("N"),
        /**
         * A simple season: a level of its own for each place in the season.
         */
        S("S"),
        /**
         * A partial season: a level, and a season with real smoothing.
         */
        P("P"),
        /**
         * A full season: a level, and a season with complex smoothing.
         */
        F("F");

        private final String word;

        Model(String word) {
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
         * What the models are compared by: the corrected Akaike criterion by default.
         * <p>Default {@code "aicc"}.
         *
         * @param criterion the value
         * @return this
         */
        public Builder criterion(Criterion criterion) {
            values.put("criterion", criterion);
            return this;
        }

        /**
         * The model: "Z", the default, for the best of "N", "S", "P" and "F".
         * <p>Default {@code "Z"}.
         *
         * @param model the value
         * @return this
         */
        public Builder model(Model model) {
            values.put("model", model);
            return this;
        }

        /**
         * Observations in a season: 12 for months in a year; 1, the default, for no season.
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
        public AutoCES build() {
            return new AutoCES(new LinkedHashMap<>(values));
        }
    }
}
