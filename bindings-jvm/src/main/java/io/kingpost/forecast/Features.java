package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Describes each series by numbers: trend, season, autocorrelation, entropy, gaps in demand and more.
 *
 * <p>They are the features of the R package tsfeatures, by its names. A series is first brought to mean 0 and standard
 * deviation 1 unless <code>scale</code> is off; sparsity and intermittency always look at the values as they came. Columns that need a
 * season (<code>seas_acf1</code>, <code>seas_pacf</code>, <code>hw_&#42;</code>, <code>seasonal_strength</code>, <code>peak</code>, <code>trough</code>) are there if <code>season_length</code> is above 1.
 * <code>adi</code> is the number of periods per period with demand, <code>cv2</code> the squared coefficient of variation of the demands: below
 * 1.32 and 0.49 demand is smooth, above both it is lumpy.
 *
 * <p>Input: id, time and value.
 * Output: a row a series: its id and a column a feature. A feature that the series is too short or too constant for is
 * missing; all but <code>series_length</code>, <code>nperiods</code> and <code>seasonal_period</code> are for a series with missing values.
 * Errors: those of reading the table; no series makes the others fail.
 * Cost: linear in the observations but for autocorrelations (times the lags), <code>entropy</code> and <code>hurst</code> (n log n) and the
 * models of <code>holt_parameters</code>, <code>hw_parameters</code> and <code>heterogeneity</code>, which are most of the time.
 * Source: Hyndman, Wang and Laptev, Large-scale unusual time series detection, 2015; Kang, Hyndman and Smith-Miles,
 * Visualising forecasting algorithm performance using time series instance spaces, 2017; Syntetos, Boylan and Croston, On
 * the categorization of demand patterns, 2005. The numbers are those of the Python port tsfeatures 0.4.5, with these
 * differences. <code>holt_parameters</code> and <code>hw_parameters</code> are of ETS(A,A,N) and ETS(A,A,A), as in R. <code>heterogeneity</code> whitens
 * by the autoregression of Yule and Walker that has the least Akaike criterion and divides by the deviations of a GARCH(1,1),
 * as in R; the port no longer computes it. Below 100 observations the trend without a season, Friedman's supersmoother,
 * has windows of at least 5 points, where the port gives up; <code>hurst</code> leaves out the windows at the start in which nothing
 * moves. Partial autocorrelations do not end at half the length. <code>sparsity</code> counts zeros before the series is scaled.
 */
public final class Features extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.features";

    private Features(Map<String, Object> params, Frame... optional) {
        super(ID, params, optional);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Id, time and value.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code featureGroups} may be. */
    public enum FeatureGroups implements Choice {
        /**
         * The first autocorrelation and the sum of squares of the first ten, of the series and its first and second
         * differences; <code>seas_acf1</code> is that at the season.
         */
        ACF_FEATURES("acf_features"),
        /**
         * <code>arch_lm</code>: how much of the squares is explained by the twelve before.
         */
        ARCH_STAT("arch_stat"),
        /**
         * How often the series crosses its median.
         */
        CROSSING_POINTS("crossing_points"),
        /**
         * The entropy of the spectrum: 0 for a pure wave, 1 for noise.
         */
        ENTROPY("entropy"),
        /**
         * The longest run within one tenth of the range.
         */
        FLAT_SPOTS("flat_spots"),
        /**
         * Autocorrelation and explained share of the squares of whitened values, before (<code>arch_&#42;</code>) and after (<code>garch_&#42;</code>) a
         * GARCH(1,1).
         */
        HETEROGENEITY("heterogeneity"),
        /**
         * <code>alpha</code> and <code>beta</code> of Holt's method.
         */
        HOLT_PARAMETERS("holt_parameters"),
        /**
         * Hurst's exponent, from the rescaled range.
         */
        HURST("hurst"),
        /**
         * <code>hw_alpha</code>, <code>hw_beta</code> and <code>hw_gamma</code> of Holt and Winters' additive method.
         */
        HW_PARAMETERS("hw_parameters"),
        /**
         * <code>adi</code> and <code>cv2</code> of intermittent demand.
         */
        INTERMITTENCY("intermittency"),
        /**
         * The variance of the variances of blocks: seasons, or ten observations.
         */
        LUMPINESS("lumpiness"),
        /**
         * Teräsvirta's statistic against a linear autoregression, times ten over the length.
         */
        NONLINEARITY("nonlinearity"),
        /**
         * Sums of squares of the first five partial autocorrelations of the series and its first and second differences;
         * <code>seas_pacf</code> is that at the season.
         */
        PACF_FEATURES("pacf_features"),
        /**
         * How many observations there are.
         */
        SERIES_LENGTH("series_length"),
        /**
         * The share of zeros.
         */
        SPARSITY("sparsity"),
        /**
         * The variance of the means of blocks: seasons, or ten observations.
         */
        STABILITY("stability"),
        /**
         * Strengths of trend and season, spikes, linearity, curvature and the autocorrelation of the remainder.
         */
        STL_FEATURES("stl_features"),
        /**
         * The statistic of Kwiatkowski, Phillips, Schmidt and Shin.
         */
        UNITROOT_KPSS("unitroot_kpss"),
        /**
         * The statistic Z-alpha of Phillips and Perron.
         */
        UNITROOT_PP("unitroot_pp");

        private final String word;

        FeatureGroups(String word) {
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
         * Which features; all when empty.
         * <p>Default {@code []}.
         *
         * @param featureGroups the value
         * @return this
         */
        public Builder featureGroups(FeatureGroups... featureGroups) {
            values.put("feature_groups", featureGroups);
            return this;
        }

        /**
         * The step between observations, such as <code>MS</code>, <code>D</code>, <code>15min</code> or <code>1</code>; inferred from the data when absent.
         * <p>Default {@code null}.
         *
         * @param freq the value
         * @return this
         */
        public Builder freq(String freq) {
            values.put("freq", freq);
            return this;
        }

        /**
         * The column that tells series apart.
         * <p>Default {@code "unique_id"}.
         *
         * @param idCol the value
         * @return this
         */
        public Builder idCol(String idCol) {
            values.put("id_col", idCol);
            return this;
        }

        /**
         * Whether a series is first brought to mean 0 and standard deviation 1.
         * <p>Default {@code true}.
         *
         * @param scale the value
         * @return this
         */
        public Builder scale(boolean scale) {
            values.put("scale", scale);
            return this;
        }

        /**
         * Observations in a season; 1 for none.
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
         * The column of values.
         * <p>Default {@code "y"}.
         *
         * @param targetCol the value
         * @return this
         */
        public Builder targetCol(String targetCol) {
            values.put("target_col", targetCol);
            return this;
        }

        /**
         * The column of times.
         * <p>Default {@code "ds"}.
         *
         * @param timeCol the value
         * @return this
         */
        public Builder timeCol(String timeCol) {
            values.put("time_col", timeCol);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Features build() {
            return new Features(new LinkedHashMap<>(values));
        }
    }
}
