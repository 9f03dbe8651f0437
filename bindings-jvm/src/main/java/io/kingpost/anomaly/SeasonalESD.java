package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tests which observations are outliers once the season is taken away: seasonal hybrid ESD.
 *
 * <p>The season of STL and the median of the series are subtracted. Then the value farthest from the median of those that
 * are left, in units of 1.4826 MAD of those, is taken out again and again, up to <code>max_anoms</code> of all; the i-th is R(i).
 * With its critical value of Rosner's generalised test at <code>alpha</code>, lambda(i), the first r values are outliers, where r
 * is the last i with R(i) &gt; lambda(i). The score of the i-th is the largest R(j) / lambda(j) with j &gt;= i, and so above
 * 1 for outliers; that of the others is their distance from the median over the last lambda, at most 1. Each series is
 * tested by itself; nothing is learned.
 *
 * <p>Input: a panel without missing values; a series needs at least 8 observations.
 * Output: one score an observation, without unit; above 1 an observation is an anomaly unless <code>contamination</code> is
 * given.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n) for the season, O(n log n + n × max_anoms × log n) for the test.
 * Source: Hochenbaum, Vallis and Kejariwal, Automatic anomaly detection in the cloud via statistical learning, 2017
 * (S-H-ESD); Rosner, Percentage points for a generalized ESD many-outlier procedure, Technometrics 25, 1983.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class SeasonalESD extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.seasonal_esd";

    private SeasonalESD(Map<String, Object> params) {
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
         * The level of the test. Default 0.05.
         * <p>Default {@code 0.05}. Range {@code 0.000000001..=0.5}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * The share of anomalies in the data of the fit, above 0 and at most 0.5; those that the test finds when absent.
         * <p>Default {@code null}. Range {@code > 0, <= 0.5}.
         *
         * @param contamination the value
         * @return this
         */
        public Builder contamination(double contamination) {
            values.put("contamination", contamination);
            return this;
        }

        /**
         * The share of outliers that is looked for at most. Default 0.1.
         * <p>Default {@code 0.1}. Range {@code 0..=0.49}.
         *
         * @param maxAnoms the value
         * @return this
         */
        public Builder maxAnoms(double maxAnoms) {
            values.put("max_anoms", maxAnoms);
            return this;
        }

        /**
         * Observations in a season; 1, the default, for no season.
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
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SeasonalESD build() {
            return new SeasonalESD(new LinkedHashMap<>(values));
        }
    }
}
