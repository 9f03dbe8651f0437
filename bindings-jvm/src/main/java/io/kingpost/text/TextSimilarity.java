package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says how alike two texts are, row by row.
 *
 * <p>Characters are code points; <code>process</code> as in <code>fuzzy_match</code>.
 *
 * <p>Input: two columns of texts; where one is missing, so is the score.
 * Output: the table and <code>score</code>, from 0 (nothing in common) to 100 (equal).
 * Errors: <code>kp.invalid_data</code> without the columns, and where a column is named <code>score</code> already.
 * Cost: a row costs the product of the lengths, 64 characters at once; rows in parallel.
 * Source: as <code>fuzzy_match</code>.
 */
public final class TextSimilarity extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.text_similarity";

    private TextSimilarity(Map<String, Object> params, Frame... optional) {
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
     * @param data Two columns of texts.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Two columns of texts.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code scorer} may be. */
    public enum Scorer implements Choice {
        /**
         * Characters that stay when one is edited to the other by insertions and deletions, as a share of both.
         */
        RATIO("ratio"),
        /**
         * The same after the words of each are sorted.
         */
        TOKEN_SORT_RATIO("token_sort_ratio"),
        /**
         * The same of the sets of words, where common words count once: 100 where one has all words of the other.
         */
        TOKEN_SET_RATIO("token_set_ratio"),
        /**
         * 1 less the edits (insertions, deletions, substitutions) as a share of the longer.
         */
        LEVENSHTEIN("levenshtein"),
        /**
         * Jaro's similarity: common characters at nearly the same place.
         */
        JARO("jaro"),
        /**
         * Jaro's similarity, raised where the first four characters agree: short names.
         */
        JARO_WINKLER("jaro_winkler");

        private final String word;

        Scorer(String word) {
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
         * One column.
         * <p>Default {@code "left"}.
         *
         * @param leftCol the value
         * @return this
         */
        public Builder leftCol(String leftCol) {
            values.put("left_col", leftCol);
            return this;
        }

        /**
         * Compare in lower case and without punctuation.
         * <p>Default {@code true}.
         *
         * @param process the value
         * @return this
         */
        public Builder process(boolean process) {
            values.put("process", process);
            return this;
        }

        /**
         * The other.
         * <p>Default {@code "right"}.
         *
         * @param rightCol the value
         * @return this
         */
        public Builder rightCol(String rightCol) {
            values.put("right_col", rightCol);
            return this;
        }

        /**
         * How alike two texts are.
         * <p>Default {@code "token_set_ratio"}.
         *
         * @param scorer the value
         * @return this
         */
        public Builder scorer(Scorer scorer) {
            values.put("scorer", scorer);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public TextSimilarity build() {
            return new TextSimilarity(new LinkedHashMap<>(values));
        }
    }
}
