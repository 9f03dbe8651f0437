package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Vectorizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the n-grams of a text in columns that a hash picks: nothing is learnt or stored, and any text has features.
 *
 * <p>Each n-gram has the column |h| mod n_features, where h is its signed 32-bit MurmurHash3 with seed 0; it counts 1, or
 * -1 where h is negative and <code>alternate_sign</code> is set, so that n-grams that meet in a column cancel on average.
 *
 * <p>Input: texts, none missing. Output: one sparse row a text; bit-identical to scikit-learn's HashingVectorizer with
 * its default token pattern. Rows have no names: <code>feature_names</code> is <code>kp.unsupported</code>.
 * Errors: <code>kp.invalid_params</code> when the first number of <code>ngram_range</code> is above the second.
 * Cost: O(bytes × lengths of n-grams) time; memory for the result alone.
 * Source: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009; scikit-learn 1.9.1,
 * <code>HashingVectorizer</code>. Characters are those of Unicode 14.0.0.
 *
 * <p>Fitting gives a {@link io.kingpost.VectorizerModel}.
 */
public final class HashingVectorizer extends Vectorizer {
    /** The component's id. */
    public static final String ID = "text.hashing";

    private HashingVectorizer(Map<String, Object> params) {
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

    /** What {@code norm} may be. */
    public enum Norm implements Choice {
        /**
         * The absolute values sum to 1.
         */
        L1("l1"),
        /**
         * The squares sum to 1.
         */
        L2("l2");

        private final String word;

        Norm(String word) {
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
         * Half of the n-grams count -1.
         * <p>Default {@code true}.
         *
         * @param alternateSign the value
         * @return this
         */
        public Builder alternateSign(boolean alternateSign) {
            values.put("alternate_sign", alternateSign);
            return this;
        }

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
         * Every count that is stored becomes 1 before scaling.
         * <p>Default {@code false}.
         *
         * @param binary the value
         * @return this
         */
        public Builder binary(boolean binary) {
            values.put("binary", binary);
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
         * How many columns there are; fewer columns make more n-grams meet.
         * <p>Default {@code 1048576}. Range {@code 1..=2147483647}.
         *
         * @param nFeatures the value
         * @return this
         */
        public Builder nFeatures(long nFeatures) {
            values.put("n_features", nFeatures);
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
         * Each row is scaled to length 1 by this norm; null to leave the counts.
         * <p>Default {@code "l2"}.
         *
         * @param norm the value
         * @return this
         */
        public Builder norm(Norm norm) {
            values.put("norm", norm);
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
        public HashingVectorizer build() {
            return new HashingVectorizer(new LinkedHashMap<>(values));
        }
    }
}
