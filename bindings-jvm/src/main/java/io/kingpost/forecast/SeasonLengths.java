package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the season lengths of each series, several where there are several.
 *
 * <p>A frequency in whose power the differenced series stands out of its neighbourhood is a hint, and so are up to eight
 * times its period. A hint is believed where the autocorrelation of the series, less a moving average as long as the hint,
 * has a hill about it; from its top on, the nearest length whose mean season explains most is taken. Of the hints the one
 * whose mean season explains most is taken, or the shortest of its divisors that explains nearly as much, 30 for 61 too,
 * for a season may be no whole number long: so a multiple counts only where it adds something.
 * Its season is taken out, and what is left is searched again.
 *
 * <p><code>strength</code> is the share of the variance without trend that the mean season explains, less what it would explain by
 * chance; of later seasons, of what the earlier ones leave. <code>power</code> is that of the hint against its neighbourhood.
 *
 * <p>Input: id, time and value; missing values are filled by straight lines.
 * Output: a row a season: id, <code>rank</code> from 1, <code>season_length</code>, <code>strength</code>, <code>power</code>. A series without a season, constant or
 * with fewer than 8 observations has no row. A season has to be seen three times.
 * Errors: those of reading the table.
 * Cost: O(n log n) a hint, of which there are usually fewer than 20.
 * Source: after Vlachos, Yu and Castelli, On periodicity detection and structural periodic similarity, 2005 (AUTOPERIOD).
 * Their threshold is the greatest power of permuted values; here it is the local median of the power times what chance
 * exceeds with probability 1 - <code>confidence</code>, which drift does not raise and which needs no random numbers. Multiples of
 * hints, differencing and the search in what is left are not theirs.
 */
public final class SeasonLengths extends TableFunction {
    /** The function's id. */
    public static final String ID = "forecast.season_lengths";

    private SeasonLengths(Map<String, Object> params, Frame... optional) {
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

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How sure it has to be that a power is not chance, over all frequencies together.
         * <p>Default {@code 0.99}. Range {@code > 0, < 1}.
         *
         * @param confidence the value
         * @return this
         */
        public Builder confidence(double confidence) {
            values.put("confidence", confidence);
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
         * The longest season; a third of the series when absent.
         * <p>Default {@code null}. Range {@code 2..=100000}.
         *
         * @param maxLength the value
         * @return this
         */
        public Builder maxLength(long maxLength) {
            values.put("max_length", maxLength);
            return this;
        }

        /**
         * How many seasons a series may have.
         * <p>Default {@code 3}. Range {@code 1..=10}.
         *
         * @param maxSeasons the value
         * @return this
         */
        public Builder maxSeasons(long maxSeasons) {
            values.put("max_seasons", maxSeasons);
            return this;
        }

        /**
         * The least strength of a season.
         * <p>Default {@code 0.2}. Range {@code 0..=1}.
         *
         * @param minStrength the value
         * @return this
         */
        public Builder minStrength(double minStrength) {
            values.put("min_strength", minStrength);
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
        public SeasonLengths build() {
            return new SeasonLengths(new LinkedHashMap<>(values));
        }
    }
}
