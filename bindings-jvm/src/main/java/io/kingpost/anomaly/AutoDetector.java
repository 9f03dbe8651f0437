package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores a row by how far it lies from others and how much it breaks the rules that the columns keep; nothing to tune.
 *
 * <p>Two members look at the same scaled rows: the distance to the 10th nearest of 500 random training rows, and the
 * trimmed Mahalanobis distance ([<code>Mahalanobis</code>] with its defaults). Each member's score becomes the quantile that it has
 * among the training scores, as that of a standard normal; the score is the mean of both. So neither member's unit
 * matters, and both have to find a row odd for a high score, or one of them very.
 *
 * <p>Columns are brought to one scale first: less the median, divided by the interquartile range over 1.349 (by the standard
 * deviation where that is 0), at most 8 from 0, from 1,024 random rows where there are more. More than 64 columns are
 * projected to 64 random directions.
 * Input: numbers and categories, at least two rows. A missing number counts as the median; a category as how rare it is
 * (-ln of its share, standardised), a missing one as a category of its own, an unknown one as half a row.
 * Output: one score a row, about 0 for a row like any other; above 2 for the oddest in fifty. Beyond all training scores a
 * member's quantile goes on rising, by ln(1 + e) with e how far it is beyond, in distances of the largest from the median.
 * A row at distance 0 from one of the 500 is taken to be that row, and measured to the others; so training rows have
 * the same scores in the fit and afterwards.
 * Without <code>contamination</code> the threshold comes from the members: a score is far out when its logarithm is above the upper
 * quartile by more than 1.5 interquartile ranges, and so many rows are anomalies as that says on average.
 * <code>explain</code> gives each column's part of both distances, from 0 to 1, on average; <code>parts</code> says why: of each
 * member what it looks at, what it calls far out, what share of the training rows that is, and how well they agree.
 *
 * <p>Over 23 tables of ADBench the mean AUC is in the guide.
 * Errors: <code>kp.missing_values</code> for a column of numbers that are all missing, <code>kp.not_enough_data</code> for a single row.
 * Cost: fit and score up to 500 distances a row, fewer for few columns; the model has the 500 rows.
 * Source: the members' pages; Kriegel, Kröger, Schubert and Zimek, Interpreting and Unifying Outlier Scores, SDM 2011, for
 * one scale of scores; Tukey, Exploratory Data Analysis, 1977, for what is far out.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class AutoDetector extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.auto";

    private AutoDetector(Map<String, Object> params) {
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
         * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
         * Default null: as many as are far out.
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
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public AutoDetector build() {
            return new AutoDetector(new LinkedHashMap<>(values));
        }
    }
}
