package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts rankings of the same queries together, such as those of words and of vectors: reciprocal rank fusion.
 *
 * <p>An item scores w / (constant + rank) in each ranking that has it, and the sum ranks it: what several rankings have near the
 * top comes first, whatever their scores are made of. Equal sums are ordered by the first ranking that has the item, and the
 * item's rank there.
 *
 * <p>Input: answers of <code>search</code>: <code>query</code>, <code>rank</code>, <code>id</code>; other columns are ignored.
 * Output: at most <code>k</code> rows a query: <code>query</code>, <code>rank</code>, <code>id</code>, <code>score</code>.
 * Errors: <code>kp.invalid_params</code> unless there is one positive weight a ranking; <code>kp.invalid_data</code> for ids of two kinds and for ranks below 1.
 * Cost: the rows, sorted.
 * Source: Cormack, Clarke and Büttcher, Reciprocal rank fusion outperforms Condorcet and individual rank learning methods, 2009.
 */
public final class Fuse extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.fuse";

    private Fuse(Map<String, Object> params, Frame... optional) {
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
     * @param first A ranking.
     * @param second Another ranking of the same queries.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame first, Frame second) {
        return (Frame) answer(RunOptions.DEFAULT, first, second);
    }

    /**
     * Computes the answer.
     *
     * @param first A ranking.
     * @param second Another ranking of the same queries.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame first, Frame second, RunOptions run) {
        return (Frame) answer(run, first, second);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private Frame third;
        private Frame fourth;

        private Builder() {}

        /**
         * A third.
         *
         * @param third the table
         * @return this
         */
        public Builder third(Frame third) {
            this.third = third;
            return this;
        }

        /**
         * A fourth.
         *
         * @param fourth the table
         * @return this
         */
        public Builder fourth(Frame fourth) {
            this.fourth = fourth;
            return this;
        }

        /**
         * How little the first ranks stand out.
         * <p>Default {@code 60.0}. Range {@code 0..=1000000}.
         *
         * @param constant the value
         * @return this
         */
        public Builder constant(double constant) {
            values.put("constant", constant);
            return this;
        }

        /**
         * How many items a query gets at most.
         * <p>Default {@code 10}. Range {@code 1..=1000000}.
         *
         * @param k the value
         * @return this
         */
        public Builder k(long k) {
            values.put("k", k);
            return this;
        }

        /**
         * The weight of each ranking; null for equal ones.
         * <p>Default {@code null}.
         *
         * @param weights the value
         * @return this
         */
        public Builder weights(double... weights) {
            values.put("weights", weights);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Fuse build() {
            return new Fuse(new LinkedHashMap<>(values), third, fourth);
        }
    }
}
