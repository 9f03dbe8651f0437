package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds for each text the most alike among others: names in a list of customers, products in a catalogue.
 *
 * <p>Every pair is compared, as characters (code points), by <code>scorer</code>; the best <code>k</code> choices of each text come first, equally
 * good ones in the order of their rows. With <code>process</code>, both are compared in lower case, with a space for whatever is no letter,
 * digit or underscore.
 *
 * <p>Input: texts, and choices; missing ones match nothing.
 * Output: at most <code>k</code> rows a text: <code>row</code> of the text, <code>rank</code> from 1, <code>choice</code> (its row), <code>score</code> from 0 to 100, <code>text</code>, <code>match</code>.
 * Errors: <code>kp.invalid_data</code> without a column of texts in either table.
 * Cost: texts × choices × length, 64 characters at once, and by edits eight texts of up to 256 characters at once; texts in
 * parallel. A choice that cannot be as good as <code>min_score</code> or as the best so far, by its length and by how often characters
 * occur, costs a look.
 * Source: RapidFuzz 3.14.6, <code>process.extract</code> with <code>fuzz.ratio</code>, <code>token_sort_ratio</code>, <code>token_set_ratio</code>, and 100 times
 * <code>Levenshtein.normalized_similarity</code>, <code>Jaro.similarity</code>, <code>JaroWinkler.similarity</code>; Hyyrö 2003 and 2004.
 */
public final class FuzzyMatch extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.fuzzy_match";

    private FuzzyMatch(Map<String, Object> params, Frame... optional) {
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
     * @param data A column of texts.
     * @param choices A column of texts to choose from.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame choices) {
        return (Frame) answer(RunOptions.DEFAULT, data, choices);
    }

    /**
     * Computes the answer.
     *
     * @param data A column of texts.
     * @param choices A column of texts to choose from.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, Frame choices, RunOptions run) {
        return (Frame) answer(run, data, choices);
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
         * The column of choices; a table with one column of text needs no name.
         * <p>Default {@code "text"}.
         *
         * @param choiceCol the value
         * @return this
         */
        public Builder choiceCol(String choiceCol) {
            values.put("choice_col", choiceCol);
            return this;
        }

        /**
         * How many choices a text gets at most.
         * <p>Default {@code 1}. Range {@code 1..=1000000}.
         *
         * @param k the value
         * @return this
         */
        public Builder k(long k) {
            values.put("k", k);
            return this;
        }

        /**
         * Choices below this are left out.
         * <p>Default {@code 0.0}. Range {@code 0..=100}.
         *
         * @param minScore the value
         * @return this
         */
        public Builder minScore(double minScore) {
            values.put("min_score", minScore);
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
         * The column of texts; a table with one column of text needs no name.
         * <p>Default {@code "text"}.
         *
         * @param textCol the value
         * @return this
         */
        public Builder textCol(String textCol) {
            values.put("text_col", textCol);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public FuzzyMatch build() {
            return new FuzzyMatch(new LinkedHashMap<>(values));
        }
    }
}
