package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by what is left of it when trend and seasons are taken away, in robust standard deviations.
 *
 * <p>The series is taken apart by robust STL, season by season, the shortest first (<code>MSTL</code>); the score is |remainder - median| /
 * (1.4826 MAD), with median and MAD (the median absolute deviation) of the remainders of the fit. A season that is not
 * in a series twice is left out; without any the trend is the series' median. Each series is taken apart anew when it
 * is scored.
 *
 * <p>Input: a panel without missing values; a series needs at least 8 observations.
 * Output: one score an observation, in deviations; 1e12 at most, where the remainders of the fit do not differ.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n) for each season.
 * Source: Cleveland et al., STL, Journal of Official Statistics 6, 1990; Bandara, Hyndman and Bergmeir, MSTL, 2021.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class STLResidual extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.stl_residual";

    private STLResidual(Map<String, Object> params) {
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
         * The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
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
         * Observations in each season: [24, 168] for hours in days and weeks; 1, the default, for no season.
         * <p>Default {@code [1]}.
         *
         * @param seasonLengths the value
         * @return this
         */
        public Builder seasonLengths(long... seasonLengths) {
            values.put("season_lengths", seasonLengths);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public STLResidual build() {
            return new STLResidual(new LinkedHashMap<>(values));
        }
    }
}
