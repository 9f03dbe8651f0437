package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts texts, or rows of features, into classes by logistic regression with a penalty on squares, on absolute values or
 * on both, solved to its optimum.
 *
 * <p>P(class k | x) = exp(w_k·x + b_k) / sum over all classes j of exp(w_j·x + b_j); two classes share one vector. The
 * weights minimise c × sum of s_i × log-loss_i + (1 - l1_ratio) / 2 × |w|² + l1_ratio × sum of |w|, with s_i the weight of
 * the class of document i; intercepts are free. Found by L-BFGS, among sums of documents where these are at most half as
 * many as features, or with <code>l1_ratio</code> above 0 by accelerated proximal gradient steps that start anew when they overshoot.
 *
 * <p>Input: texts, none missing, from which the model makes features scaled to length 1; or a sparse matrix of finite
 * features. Labels: text, whole numbers or truth values, at least two different ones. Output: the most probable class
 * and its probability, or the probability of each class. <code>explain</code> gives the n-grams with the largest share w × x in
 * the decision for the class.
 * Errors: <code>kp.invalid_data</code> for features that are not finite or too large to sum, or labels that are all equal;
 * <code>kp.not_enough_data</code> when the texts have no n-grams. A search that ends before its tolerance is no error: <code>parts</code> has
 * <code>converged</code>.
 * Cost: O(entries × classes) time a step on all threads, some tens of steps with squares and some thousand without; in
 * the model eight bytes a feature and class, in the fit twenty times as much, or forty times eight a document and class.
 * Source: Nocedal and Wright, Numerical Optimization, 2nd edition, 7.2; Beck and Teboulle, A Fast Iterative
 * Shrinkage-Thresholding Algorithm, SIAM J. Imaging Sciences 2, 2009; O'Donoghue and Candès, Adaptive Restart for
 * Accelerated Gradient Schemes, Found. Comput. Math. 15, 2015; scikit-learn 1.9.1, <code>LogisticRegression</code>, whose optimum
 * this is on the same features. <code>LinearClassifier</code> is faster and, as it comes, more accurate on texts.
 *
 * <p>Fitting gives a {@link io.kingpost.ClassifierModel}.
 */
public final class LogisticRegression extends Classifier {
    /** The component's id. */
    public static final String ID = "text.logistic_regression";

    private LogisticRegression(Map<String, Object> params) {
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

    /** What {@code classWeight} may be. */
    public enum ClassWeight implements Choice {
        /**
         * All classes count the same in sum: documents of a class weigh n / (classes × documents of the class).
         */
        BALANCED("balanced");

        private final String word;

        ClassWeight(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
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
         * Inverse of the strength of the penalty: smaller values draw the weights harder towards 0.
         * <p>Default {@code 1.0}. Range {@code > 0, <= 1000000000000}.
         *
         * @param c the value
         * @return this
         */
        public Builder c(double c) {
            values.put("c", c);
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
         * How much each class counts; null for each document the same.
         * <p>Default {@code null}.
         *
         * @param classWeight the value
         * @return this
         */
        public Builder classWeight(ClassWeight classWeight) {
            values.put("class_weight", classWeight);
            return this;
        }

        /**
         * How the n-grams of texts become columns.
         * <p>Default {@code "tfidf"}.
         *
         * @param features the value
         * @return this
         */
        public Builder features(Features features) {
            values.put("features", features);
            return this;
        }

        /**
         * Whether each class has an intercept.
         * <p>Default {@code true}.
         *
         * @param fitIntercept the value
         * @return this
         */
        public Builder fitIntercept(boolean fitIntercept) {
            values.put("fit_intercept", fitIntercept);
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
         * The share of the penalty on absolute values: 0 for squares alone, 1 for absolute values alone.
         * <p>Default {@code 0.0}. Range {@code 0..=1}.
         *
         * @param l1Ratio the value
         * @return this
         */
        public Builder l1Ratio(double l1Ratio) {
            values.put("l1_ratio", l1Ratio);
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
         * Stop after so many steps.
         * <p>Default {@code 10000}. Range {@code 1..=10000000}.
         *
         * @param maxIter the value
         * @return this
         */
        public Builder maxIter(long maxIter) {
            values.put("max_iter", maxIter);
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
         * Stop when no component of the gradient of the mean loss, with the penalty in the same scale, is larger.
         * <p>Default {@code 0.0001}. Range {@code > 0, <= 1}.
         *
         * @param tol the value
         * @return this
         */
        public Builder tol(double tol) {
            values.put("tol", tol);
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
        public LogisticRegression build() {
            return new LogisticRegression(new LinkedHashMap<>(values));
        }
    }
}
