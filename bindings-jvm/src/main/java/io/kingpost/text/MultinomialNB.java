package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts texts, or rows of counts, into classes by naive Bayes: each n-gram of a text is drawn with the chance that it has
 * in its class.
 *
 * <p>ln P(class k | x) = ln prior_k + sum over features i of x_i ln θ_ki, up to a constant, with
 * θ_ki = (N_ki + alpha) / (N_k + alpha × features), where N_ki is the sum of feature i over the documents of class k and
 * N_k the sum over all features.
 *
 * <p>Input: texts, none missing, whose n-grams the model counts; or a sparse matrix of features that are finite and not
 * negative. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
 * and its probability, or the probability of each class; those of naive Bayes are too sure of themselves. <code>explain</code>
 * gives the n-grams with the largest share x × ln θ in the decision, above their mean share over the classes.
 * <code>update</code> takes texts with labels that the fit knew, and gives what a fit to all of them gives.
 * Errors: <code>kp.unsupported</code> for an update with <code>k_best</code>, or with features other than counts or hashes; <code>kp.invalid_data</code> for features that are negative or not finite, or labels that are all equal;
 * <code>kp.not_enough_data</code> when the texts have no n-grams; <code>kp.invalid_params</code> when <code>class_prior</code> does not fit the classes.
 * Cost: one pass over the texts; eight bytes a feature and class.
 * Source: McCallum and Nigam, A Comparison of Event Models for Naive Bayes Text Classification, AAAI-98 Workshop;
 * scikit-learn 1.9.1, <code>MultinomialNB</code>, whose numbers these are on the same features. Hashed columns that no text of the
 * fit has count as no feature.
 *
 * <p>Fitting gives a {@link io.kingpost.ClassifierModel}.
 */
public final class MultinomialNB extends Classifier {
    /** The component's id. */
    public static final String ID = "text.multinomial_nb";

    private MultinomialNB(Map<String, Object> params) {
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

    /** What {@code features} may be. */
    public enum Features implements Choice {
        /**
         * The n-grams of the fit, weighted by tf-idf.
         */
        TFIDF("tfidf"),
        /**
         * Hashed: a model without a vocabulary, of bounded size.
         */
        HASHING("hashing"),
        /**
         * The n-grams of the fit, counted.
         */
        COUNT("count");

        private final String word;

        Features(String word) {
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
         * Added to the count of each feature in each class.
         * <p>Default {@code 1.0}. Range {@code 0.0000000001..=1000000000000}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
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
         * The least and the greatest number of characters in an n-gram inside a word, with a space on each side; null
         * for no characters.
         * <p>Default {@code null}.
         *
         * @param charNgrams the value
         * @return this
         */
        public Builder charNgrams(long... charNgrams) {
            values.put("char_ngrams", charNgrams);
            return this;
        }

        /**
         * The share of each class in the order of <code>classes</code>, in sum 1; null to go by <code>fit_prior</code>.
         * <p>Default {@code null}.
         *
         * @param classPrior the value
         * @return this
         */
        public Builder classPrior(double... classPrior) {
            values.put("class_prior", classPrior);
            return this;
        }

        /**
         * How the n-grams of texts become columns.
         * <p>Default {@code "count"}.
         *
         * @param features the value
         * @return this
         */
        public Builder features(Features features) {
            values.put("features", features);
            return this;
        }

        /**
         * Whether the classes have the shares that they have in the data; else all the same.
         * <p>Default {@code true}.
         *
         * @param fitPrior the value
         * @return this
         */
        public Builder fitPrior(boolean fitPrior) {
            values.put("fit_prior", fitPrior);
            return this;
        }

        /**
         * Keep so many features alone, those on which the classes differ most by the chi-squared statistic, or,
         * where numbers are predicted, those that correlate most with them; null for all. Hashed n-grams are
         * counted without signs then.
         * <p>Default {@code null}. Range {@code 1..=2147483647}.
         *
         * @param kBest the value
         * @return this
         */
        public Builder kBest(long kBest) {
            values.put("k_best", kBest);
            return this;
        }

        /**
         * Lower-case texts first, by Unicode's full rules.
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
         * Leave out n-grams that fewer texts have: at or above 1 a number of texts, below 1 a share; not with hashing.
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
         * How many columns words have, and how many characters have; only with hashing.
         * <p>Default {@code 262144}. Range {@code 1..=1073741823}.
         *
         * @param nFeatures the value
         * @return this
         */
        public Builder nFeatures(long nFeatures) {
            values.put("n_features", nFeatures);
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
         * Reduce words to their stems, after stop words have gone.
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
         * Words to leave out: the name of a list, a list of words, or null for none.
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
         * Use 1 + ln(count) for the count of an n-gram; not with hashing.
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
         * Where words begin and end.
         * <p>Default {@code "unicode"}.
         *
         * @param tokens the value
         * @return this
         */
        public Builder tokens(Tokens tokens) {
            values.put("tokens", tokens);
            return this;
        }

        /**
         * The least and the greatest number of words in an n-gram; null for no words.
         * <p>Default {@code [1,2]}.
         *
         * @param wordNgrams the value
         * @return this
         */
        public Builder wordNgrams(long... wordNgrams) {
            values.put("word_ngrams", wordNgrams);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public MultinomialNB build() {
            return new MultinomialNB(new LinkedHashMap<>(values));
        }
    }
}
