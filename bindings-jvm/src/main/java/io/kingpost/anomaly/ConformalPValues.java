package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns scores into p-values by scores of usual rows, and decides which rows are anomalies so that few of these are
 * false.
 *
 * <p>The p-value of a score is (1 + the number of calibration scores that are as high) / (1 + the number of calibration
 * scores): where the row is like those of the calibration it is at most p with a chance of at most p. Of a batch of m
 * rows those are anomalies whose <code>q_value</code> is at most <code>fdr</code>; <code>bh</code> (Benjamini and Hochberg) multiplies the i-th
 * smallest p-value by m / i, and takes the least such product from there on. <code>by</code> (Benjamini and Yekutieli) also
 * multiplies by 1 + 1/2 + ... + 1/m, and holds for p-values that depend on each other in any way. <code>storey</code> multiplies
 * <code>bh</code> by an estimate of the share of usual rows, 2 (1 + the number of p-values above a half) / m, at most 1. The
 * expected share of usual rows among the anomalies is then at most <code>fdr</code>: with <code>bh</code> also where p-values share one
 * calibration, as here; with <code>storey</code> where they do not depend on each other, so with a calibration that is large
 * against the batch. The smallest p-value is 1 / (1 + n) for n calibration scores: with fewer than about m / <code>fdr</code> of
 * them single anomalies in a batch cannot be told.
 *
 * <p>Input: <code>data</code>, scores of any detector; <code>calibration</code>, scores that the same model gives usual rows which it was not
 * fitted to. Missing scores are left out of both.
 * Output: a row a row of <code>data</code>: <code>score</code>, <code>p_value</code>, <code>q_value</code> and <code>anomaly</code>; of a missing score the values are
 * missing, and it is no anomaly.
 * Errors: <code>kp.not_enough_data</code> without any calibration score.
 * Cost: O(n log n).
 * Source: Bates, Candès, Lei, Romano and Sesia, Testing for outliers with conformal p-values, Annals of Statistics 51,
 * 2023; Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995; Storey, ibid. 64, 2002. <code>q_value</code>
 * is that of scipy 1.17.1 <code>stats.false_discovery_control</code>, anomalies are those of statsmodels 0.15 <code>multipletests</code>.
 */
public final class ConformalPValues extends TableFunction {
    /** The function's id. */
    public static final String ID = "anomaly.conformal_p_values";

    private ConformalPValues(Map<String, Object> params, Frame... optional) {
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
     * @param data The scores to judge.
     * @param calibration Scores of usual rows.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame calibration) {
        return (Frame) answer(RunOptions.DEFAULT, data, calibration);
    }

    /**
     * Computes the answer.
     *
     * @param data The scores to judge.
     * @param calibration Scores of usual rows.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame calibration, RunOptions run) {
        return (Frame) answer(run, data, calibration);
    }

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * Benjamini and Hochberg.
         */
        BH("bh"),
        /**
         * Benjamini and Yekutieli, for any dependence.
         */
        BY("by"),
        /**
         * Benjamini and Hochberg with Storey's estimate of the share of usual rows.
         */
        STOREY("storey");

        private final String word;

        Method(String word) {
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
         * The column of <code>data</code> that tells batches apart, each of which is controlled by itself; all rows are one when
         * absent.
         * <p>Default {@code null}.
         *
         * @param batchCol the value
         * @return this
         */
        public Builder batchCol(String batchCol) {
            values.put("batch_col", batchCol);
            return this;
        }

        /**
         * The expected share of usual rows among the anomalies of a batch, at most. Default 0.1.
         * <p>Default {@code 0.1}. Range {@code 0.000001..=0.999999}.
         *
         * @param fdr the value
         * @return this
         */
        public Builder fdr(double fdr) {
            values.put("fdr", fdr);
            return this;
        }

        /**
         * How the share is controlled.
         * <p>Default {@code "bh"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * The column of scores, in both tables.
         * <p>Default {@code "score"}.
         *
         * @param scoreCol the value
         * @return this
         */
        public Builder scoreCol(String scoreCol) {
            values.put("score_col", scoreCol);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public ConformalPValues build() {
            return new ConformalPValues(new LinkedHashMap<>(values));
        }
    }
}
