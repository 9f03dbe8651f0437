package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the keywords of each text by itself: no training, no other texts.
 *
 * <p>Texts are cut into sentences and words by Unicode Standard Annex 29; words with hyphens are one, "'s" is left out, and punctuation ends a
 * phrase.
 * <code>yake</code>: the candidates are runs of at most <code>max_ngram</code> words that neither begin nor end with a stop word and have no number; a word's score is H =
 * T_position T_relatedness / (T_case + (T_frequency + T_sentence) / T_relatedness), a candidate's the product of H divided by (1 + the sum of H) and
 * its frequency, where a stop word inside counts by how often it joins its neighbours. A candidate too like a better one is left out.
 * <code>rake</code>: a word's score is its degree (the lengths of the phrases it is in) divided by its frequency, a phrase's the sum.
 * <code>textrank</code>: words within <code>window</code> of each other are linked, ranked with damping 0.85, and of the best third those side by side
 * are put together; a phrase scores the sum of its words.
 *
 * <p>Input: texts; a missing one has no keywords.
 * Output: at most <code>k</code> rows a text: <code>row</code>, <code>rank</code> from 1, <code>keyword</code> in lower case, <code>score</code>.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: a text of n words n × max_ngram (yake), n (rake), n × window × iterations (textrank); texts in parallel.
 * Source: Campos et al., YAKE! Keyword extraction from single documents using multiple local features, 2020; Rose et al., Automatic keyword extraction
 * from individual documents, 2010; Mihalcea and Tarau, TextRank: bringing order into text, 2004. Scores equal those of yake 0.7.3 and rake-nltk 1.0.6
 * where these cut a text into the same words.
 */
public final class Keywords extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.keywords";

    private Keywords(Map<String, Object> params, Frame... optional) {
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
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data A column of texts.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data, RunOptions run) {
        return (Frame) answer(run, data);
    }

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * By features of each word in the text: case, place, frequency, neighbours, spread. A lower score is better.
         */
        YAKE("yake"),
        /**
         * Phrases between stop words, by how often their words are in long phrases. A higher score is better.
         */
        RAKE("rake"),
        /**
         * Words that stand beside others that do, as PageRank ranks pages. A higher score is better.
         */
        TEXTRANK("textrank");

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
         * A candidate whose Levenshtein similarity with a better one is above this is left out; only of <code>yake</code>.
         * <p>Default {@code 0.9}. Range {@code 0..=1}.
         *
         * @param dedup the value
         * @return this
         */
        public Builder dedup(double dedup) {
            values.put("dedup", dedup);
            return this;
        }

        /**
         * How many keywords a text gets at most.
         * <p>Default {@code 10}. Range {@code 1..=100000}.
         *
         * @param k the value
         * @return this
         */
        public Builder k(long k) {
            values.put("k", k);
            return this;
        }

        /**
         * The most words a keyword has; only of <code>yake</code>.
         * <p>Default {@code 3}. Range {@code 1..=10}.
         *
         * @param maxNgram the value
         * @return this
         */
        public Builder maxNgram(long maxNgram) {
            values.put("max_ngram", maxNgram);
            return this;
        }

        /**
         * How keywords are found.
         * <p>Default {@code "yake"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * Words that say nothing by themselves: the name of a list, a list of words in lower case, or null for none.
         * <p>Default {@code "smart"}.
         *
         * @param stopWords the value
         * @return this
         */
        public Builder stopWords(Object stopWords) {
            values.put("stop_words", stopWords);
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
         * How near to each other words are neighbours: 1 side by side; only of <code>yake</code> and <code>textrank</code>.
         * <p>Default {@code 1}. Range {@code 1..=100}.
         *
         * @param window the value
         * @return this
         */
        public Builder window(long window) {
            values.put("window", window);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public Keywords build() {
            return new Keywords(new LinkedHashMap<>(values));
        }
    }
}
