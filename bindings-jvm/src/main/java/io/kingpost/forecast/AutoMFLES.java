package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * MFLES with the settings that forecast each series' last observations best.
 *
 * <p>With a season there are 12 settings: with the season or without it, later seasons counting more or not, and as the
 * smoother a mean of exponential smoothers or a moving average over the shortest season, half of it, or two values. Without
 * a season there are 6: either smoother or, after five rounds, none, and lines robust where the series spreads more than
 * 0.5, or never. Each forecasts the last <code>test_size</code> observations, and as many that ended <code>step_size</code> before, and so on; the one of the least
 * mean error is fitted to the whole series. Whether lines are robust is decided on the longest part.
 *
 * <p>Input: a panel without missing values; as for MFLES. Where the series has not enough for <code>n_windows</code>, those that it has
 * count; without any it is the exponential smoothers, and weights on the season.
 * Output: as MFLES.
 * Errors: <code>kp.missing_values</code>.
 * Cost: that of 7 fits of MFLES with a season and two windows, of 5 without, for settings share their first rounds.
 * Source: Blume, MFLES (github.com/tblume1992/MFLES), 2024. Choices and forecasts agree with statsforecast 2.1.1
 * <code>AutoMFLES</code> where those of MFLES do; its settings cannot be given here.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class AutoMFLES extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.auto_mfles";

    private AutoMFLES(Map<String, Object> params) {
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

    /** What {@code metric} may be. */
    public enum Metric implements Choice {
        /**
         * The mean of |error| × 2 / |value + forecast|.
         */
        SMAPE("smape"),
        /**
         * The mean of |error / forecast|.
         */
        MAPE("mape"),
        /**
         * The mean square.
         */
        MSE("mse"),
        /**
         * The mean of |error|.
         */
        MAE("mae");

        private final String word;

        Metric(String word) {
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
         * What errors are measured by.
         * <p>Default {@code "smape"}.
         *
         * @param metric the value
         * @return this
         */
        public Builder metric(Metric metric) {
            values.put("metric", metric);
            return this;
        }

        /**
         * Tests, each that much earlier.
         * <p>Default {@code 2}. Range {@code 1..=1000}.
         *
         * @param nWindows the value
         * @return this
         */
        public Builder nWindows(long nWindows) {
            values.put("n_windows", nWindows);
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
         * Observations from one test to the next; null, the default, for the size of a test.
         * <p>Default {@code null}. Range {@code 1..=100000}.
         *
         * @param stepSize the value
         * @return this
         */
        public Builder stepSize(long stepSize) {
            values.put("step_size", stepSize);
            return this;
        }

        /**
         * Observations in a test, best as many as are to be forecast; null, the default, for the longest season, or 6 without
         * a season.
         * <p>Default {@code null}. Range {@code 1..=100000}.
         *
         * @param testSize the value
         * @return this
         */
        public Builder testSize(long testSize) {
            values.put("test_size", testSize);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public AutoMFLES build() {
            return new AutoMFLES(new LinkedHashMap<>(values));
        }
    }
}
