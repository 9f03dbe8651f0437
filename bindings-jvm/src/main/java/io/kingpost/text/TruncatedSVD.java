package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Vectorizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Latent semantic analysis: a few dense features of a text, the directions in which the tf-idf rows of the fit's texts
 * are largest.
 *
 * <p>With X the matrix of the texts' tf-idf rows and X ≈ U S Vᵀ its largest singular values, the features of a row x are
 * x V. Found by a randomised search: the range of X times random directions, multiplied by X Xᵀ <code>n_iter</code> times. Of each
 * direction the largest weight by size is positive.
 *
 * <p>Input: texts, none missing. Output: one row a text with all its values, one column a topic, the largest first; there
 * are no more topics than texts, terms or independent texts. <code>parts</code> has the singular values, the share of the variance
 * of each topic and its heaviest terms. The random directions depend on the seed.
 * Errors: those of <code>TfidfVectorizer</code>.
 * Cost: O(n_iter × entries × topics + (texts + terms) × topics²) time; eight bytes a term and topic.
 * Source: Deerwester et al., Indexing by Latent Semantic Analysis, JASIS 41, 1990; Halko, Martinsson and Tropp, Finding
 * Structure with Randomness, SIAM Review 53, 2011, algorithms 4.4 and 5.1; scikit-learn 1.9.1, <code>TfidfVectorizer</code> and
 * <code>TruncatedSVD</code>.
 *
 * <p>Fitting gives a {@link io.kingpost.VectorizerModel}.
 */
public final class TruncatedSVD extends Vectorizer {
    /** The component's id. */
    public static final String ID = "text.truncated_svd";

    private TruncatedSVD(Map<String, Object> params) {
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
         * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
         * texts, written as a whole number too, which scikit-learn takes for one text.
         * <p>Default {@code 1.0}. Range {@code 0..=9007199254740992}.
         *
         * @param maxDf the value
         * @return this
         */
        public Builder maxDf(double maxDf) {
            values.put("max_df", maxDf);
            return this;
        }

        /**
         * Keep at most so many terms, the most frequent ones; null for all.
         * <p>Default {@code null}. Range {@code 1..=2147483647}.
         *
         * @param maxFeatures the value
         * @return this
         */
        public Builder maxFeatures(long maxFeatures) {
            values.put("max_features", maxFeatures);
            return this;
        }

        /**
         * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
         * text, written as 1.0 too, which scikit-learn takes for all texts.
         * <p>Default {@code 1.0}. Range {@code 0..=9007199254740992}.
         *
         * @param minDf the value
         * @return this
         */
        public Builder minDf(double minDf) {
            values.put("min_df", minDf);
            return this;
        }

        /**
         * How many topics there are at most.
         * <p>Default {@code 100}. Range {@code 1..=10000}.
         *
         * @param nComponents the value
         * @return this
         */
        public Builder nComponents(long nComponents) {
            values.put("n_components", nComponents);
            return this;
        }

        /**
         * How many times the random directions are multiplied.
         * <p>Default {@code 5}. Range {@code 0..=1000}.
         *
         * @param nIter the value
         * @return this
         */
        public Builder nIter(long nIter) {
            values.put("n_iter", nIter);
            return this;
        }

        /**
         * How many more random directions than topics are tried.
         * <p>Default {@code 10}. Range {@code 0..=10000}.
         *
         * @param nOversamples the value
         * @return this
         */
        public Builder nOversamples(long nOversamples) {
            values.put("n_oversamples", nOversamples);
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
         * Use 1 + ln(count) for the count of a term.
         * <p>Default {@code false}.
         *
         * @param sublinearTf the value
         * @return this
         */
        public Builder sublinearTf(boolean sublinearTf) {
            values.put("sublinear_tf", sublinearTf);
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
        public TruncatedSVD build() {
            return new TruncatedSVD(new LinkedHashMap<>(values));
        }
    }
}
