package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Index;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ranks texts by the words of a query: BM25.
 *
 * <p>A text scores the sum over the query's terms of idf × tf part: with N texts, df of them with the term, tf occurrences in this one of
 * length l (mean L), and B = k1 (1 - b + b l / L): <code>lucene</code> ln(1 + (N - df + 0.5) / (df + 0.5)) × tf / (tf + B); <code>robertson</code>
 * max(0, ln((N - df + 0.5) / (df + 0.5))) × tf / (tf + B); <code>atire</code> ln(N / df) × tf (k1 + 1) / (tf + B); <code>bm25+</code> ln((N + 1) / df) ×
 * (delta + tf (k1 + 1) / (tf + B)); <code>bm25l</code> ln((N + 1) / (df + 0.5)) × (k1 + 1)(c + delta) / (k1 + c + delta) with c = tf k1 / B. A
 * term that a query has twice counts twice. Only texts with a term of the query are found.
 *
 * <p>Input: texts, none missing; ids in the column <code>id</code>, or row numbers. <code>update</code> adds texts: idf and mean length follow.
 * Output: <code>query</code>, <code>rank</code>, <code>id</code>, <code>score</code>, at least 0; equal scores in the order of rows.
 * Errors: <code>kp.invalid_params</code> when the first number of <code>ngram_range</code> is above the second; <code>kp.invalid_data</code> for an id that is there twice.
 * Cost: fit one pass, texts in parallel; a query the texts that have its rarer terms, as common terms are looked up only in texts that can
 * still win. Memory: twelve bytes a term and text.
 * Source: Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009; Kamphuis et al., Which BM25 do you mean?,
 * 2020; Turtle and Flood, Query evaluation: strategies and optimizations, 1995; bm25s 0.2, whose scores agree to 1e-6.
 *
 * <p>Fitting gives a {@link io.kingpost.IndexModel}.
 */
public final class BM25 extends Index {
    /** The component's id. */
    public static final String ID = "text.bm25";

    private BM25(Map<String, Object> params) {
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

    /** What {@code analyzer} may be. */
    public enum Analyzer implements Choice {
        /**
         * Words.
         */
        WORD("word"),
        /**
         * Characters, across words; a run of white space counts as one space.
         */
        CHAR("char"),
        /**
         * Characters inside words, each word with a space before and after it.
         */
        CHAR_WB("char_wb");

        private final String word;

        Analyzer(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * Lucene's: a term in most texts still counts a little.
         */
        LUCENE("lucene"),
        /**
         * The original: a term in half of the texts or more counts nothing.
         */
        ROBERTSON("robertson"),
        /**
         * That of the search engine ATIRE.
         */
        ATIRE("atire"),
        /**
         * BM25+: a term that occurs counts at least <code>delta</code>, however long the text.
         */
        BM25_("bm25+"),
        /**
         * BM25L: long texts lose less.
         */
        BM25L("bm25l");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code normalization} may be. */
    public enum Normalization implements Choice {
        /**
         * Letters and their marks as one character where there is one.
         */
        NFC("nfc"),
        /**
         * Letters and their marks apart.
         */
        NFD("nfd"),
        /**
         * As <code>nfc</code>, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
         */
        NFKC("nfkc"),
        /**
         * As <code>nfd</code>, with the same variants replaced.
         */
        NFKD("nfkd");

        private final String word;

        Normalization(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code stemmer} may be. */
    public enum Stemmer implements Choice {
        /**
         * {@code arabic}.
         */
        ARABIC("arabic"),
        /**
         * {@code danish}.
         */
        DANISH("danish"),
        /**
         * {@code dutch}.
         */
        DUTCH("dutch"),
        /**
         * {@code english}.
         */
        ENGLISH("english"),
        /**
         * {@code finnish}.
         */
        FINNISH("finnish"),
        /**
         * {@code french}.
         */
        FRENCH("french"),
        /**
         * {@code german}.
         */
        GERMAN("german"),
        /**
         * {@code greek}.
         */
        GREEK("greek"),
        /**
         * {@code hungarian}.
         */
        HUNGARIAN("hungarian"),
        /**
         * {@code italian}.
         */
        ITALIAN("italian"),
        /**
         * {@code norwegian}.
         */
        NORWEGIAN("norwegian"),
        /**
         * {@code portuguese}.
         */
        PORTUGUESE("portuguese"),
        /**
         * {@code romanian}.
         */
        ROMANIAN("romanian"),
        /**
         * {@code russian}.
         */
        RUSSIAN("russian"),
        /**
         * {@code spanish}.
         */
        SPANISH("spanish"),
        /**
         * {@code swedish}.
         */
        SWEDISH("swedish"),
        /**
         * {@code turkish}.
         */
        TURKISH("turkish"),
        /**
         * The English stemmer of Porter's paper of 1980.
         */
        PORTER("porter");

        private final String word;

        Stemmer(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code stripAccents} may be. */
    public enum StripAccents implements Choice {
        /**
         * Decompose (NFKD) and keep ASCII alone: other scripts vanish.
         */
        ASCII("ascii"),
        /**
         * Decompose (NFKD) and drop the combining marks.
         */
        UNICODE("unicode");

        private final String word;

        StripAccents(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code tokens} may be. */
    public enum Tokens implements Choice {
        /**
         * Runs of two or more letters, digits and underscores: scikit-learn's default pattern <code>(?u)&#92;b&#92;w&#92;w+&#92;b</code>. It cuts Indic
         * scripts at their vowel signs and drops words of one character.
         */
        SKLEARN("sklearn"),
        /**
         * The words of Unicode Standard Annex 29, of any length and in any script.
         */
        UNICODE("unicode"),
        /**
         * What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
         */
        WHITESPACE("whitespace");

        private final String word;

        Tokens(String word) {
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
         * What the n-grams are made of: words, characters, or characters inside words.
         * <p>Default {@code "word"}.
         *
         * @param analyzer the value
         * @return this
         */
        public Builder analyzer(Analyzer analyzer) {
            values.put("analyzer", analyzer);
            return this;
        }

        /**
         * How much long texts are held back, from 0 (not) to 1.
         * <p>Default {@code 0.75}. Range {@code 0..=1}.
         *
         * @param b the value
         * @return this
         */
        public Builder b(double b) {
            values.put("b", b);
            return this;
        }

        /**
         * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
         * one.
         * <p>Default {@code false}.
         *
         * @param caseFold the value
         * @return this
         */
        public Builder caseFold(boolean caseFold) {
            values.put("case_fold", caseFold);
            return this;
        }

        /**
         * What an occurrence counts at least; only of <code>bm25+</code> and <code>bm25l</code>.
         * <p>Default {@code 0.5}. Range {@code 0..=10}.
         *
         * @param delta the value
         * @return this
         */
        public Builder delta(double delta) {
            values.put("delta", delta);
            return this;
        }

        /**
         * How soon more occurrences stop to count.
         * <p>Default {@code 1.5}. Range {@code 0.001..=100}.
         *
         * @param k1 the value
         * @return this
         */
        public Builder k1(double k1) {
            values.put("k1", k1);
            return this;
        }

        /**
         * Lower-case the text first, by Unicode's full rules.
         * <p>Default {@code true}.
         *
         * @param lowercase the value
         * @return this
         */
        public Builder lowercase(boolean lowercase) {
            values.put("lowercase", lowercase);
            return this;
        }

        /**
         * The variant.
         * <p>Default {@code "lucene"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
         * greatest.
         * <p>Default {@code [1,1]}.
         *
         * @param ngramRange the value
         * @return this
         */
        public Builder ngramRange(long... ngramRange) {
            values.put("ngram_range", ngramRange);
            return this;
        }

        /**
         * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
         * them.
         * <p>Default {@code null}.
         *
         * @param normalization the value
         * @return this
         */
        public Builder normalization(Normalization normalization) {
            values.put("normalization", normalization);
            return this;
        }

        /**
         * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
         * <p>Default {@code null}.
         *
         * @param stemmer the value
         * @return this
         */
        public Builder stemmer(Stemmer stemmer) {
            values.put("stemmer", stemmer);
            return this;
        }

        /**
         * Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
         * <p>Default {@code null}.
         *
         * @param stopWords the value
         * @return this
         */
        public Builder stopWords(Object stopWords) {
            values.put("stop_words", stopWords);
            return this;
        }

        /**
         * What becomes of accents; null to keep them.
         * <p>Default {@code null}.
         *
         * @param stripAccents the value
         * @return this
         */
        public Builder stripAccents(StripAccents stripAccents) {
            values.put("strip_accents", stripAccents);
            return this;
        }

        /**
         * A regular expression of the words, in place of <code>tokens</code>; <code>&#92;w</code>, <code>&#92;s</code>, <code>&#92;d</code> and <code>&#92;b</code> mean what they mean in
         * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
         * <p>Default {@code null}.
         *
         * @param tokenPattern the value
         * @return this
         */
        public Builder tokenPattern(String tokenPattern) {
            values.put("token_pattern", tokenPattern);
            return this;
        }

        /**
         * The text of a tokenizer.json, whose subwords are taken in place of words; null for <code>tokens</code>. Only where the
         * library was built with tokenizers.
         * <p>Default {@code null}.
         *
         * @param tokenizer the value
         * @return this
         */
        public Builder tokenizer(String tokenizer) {
            values.put("tokenizer", tokenizer);
            return this;
        }

        /**
         * Where words begin and end; only where n-grams are of words.
         * <p>Default {@code "sklearn"}.
         *
         * @param tokens the value
         * @return this
         */
        public Builder tokens(Tokens tokens) {
            values.put("tokens", tokens);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public BM25 build() {
            return new BM25(new LinkedHashMap<>(values));
        }
    }
}
