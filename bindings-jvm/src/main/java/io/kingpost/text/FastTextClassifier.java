package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts texts into classes by the mean of the vectors of their words, of pieces of words and of n-grams of words, all of which
 * are learnt along with the classes.
 *
 * <p>P(class k | text) = softmax over classes of w_k·h, or 1 / (1 + exp(-w_k·h)) with <code>loss</code> "ova", where h is the mean of the
 * vectors of the text's features: its words, an end mark, the character n-grams of each word between &lt; and &gt;, and the
 * n-grams of words, the last two by a hash into <code>bucket</code> rows. Vectors and weights are found by stochastic gradient descent,
 * one text after the other in an order drawn anew each epoch, with a step that falls from <code>lr</code> to 0.
 *
 * <p>Input: texts, none missing. Labels: text, whole numbers or truth values, at least two different ones. Output: the most
 * probable class and its probability, or the probability of each class. Words and hashes that the fit did not see are left
 * out. <code>explain</code> gives the features with the largest share of w_k·h, above their mean share over the classes; <code>[word]</code> is a
 * piece of a word. The order and the first vectors depend on the seed, on nothing else.
 * The defaults go further than those of fastText's command line, 5 epochs of steps from 0.1 with words alone, which leave small
 * data half learnt. A supervised model that fastText itself wrote, plain or quantised, is loaded as a model file is; one
 * is written for it where the name given to <code>save</code> ends in <code>.fasttext.bin</code> or <code>.ftz</code>.
 * Errors: <code>kp.invalid_data</code> for features instead of texts or labels that are all equal, or when the search runs off, as with
 * a large <code>lr</code>; <code>kp.invalid_params</code> when <code>minn</code> is above <code>maxn</code>.
 * Cost: O(epochs × features of the texts × dim + epochs × texts × classes × dim) time on one thread; four bytes a row and
 * dimension, or with <code>quantize</code> one byte a row and <code>dsub</code> dimensions.
 * Source: Joulin, Grave, Bojanowski and Mikolov, Bag of Tricks for Efficient Text Classification, EACL 2017; Bojanowski et
 * al., Enriching Word Vectors with Subword Information, TACL 5, 2017; Joulin et al., FastText.zip, arXiv 1612.03651; hashes
 * and steps are those of fastText 0.9.2 on one thread, whose order of texts is that of the file.
 *
 * <p>Fitting gives a {@link io.kingpost.ClassifierModel}.
 */
public final class FastTextClassifier extends Classifier {
    /** The component's id. */
    public static final String ID = "text.fasttext_classifier";

    private FastTextClassifier(Map<String, Object> params) {
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

    /** What {@code loss} may be. */
    public enum Loss implements Choice {
        /**
         * One class of all: the chances of a document sum to 1.
         */
        SOFTMAX("softmax"),
        /**
         * Each class by itself: the chances of a document need not sum to 1.
         */
        OVA("ova");

        private final String word;

        Loss(String word) {
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
         * How many rows n-grams and pieces share by their hash.
         * <p>Default {@code 2000000}. Range {@code 1..=1000000000}.
         *
         * @param bucket the value
         * @return this
         */
        public Builder bucket(long bucket) {
            values.put("bucket", bucket);
            return this;
        }

        /**
         * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is one.
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
         * Keep so many rows alone, those with the longest vectors; null for all; only with <code>quantize</code>.
         * <p>Default {@code null}. Range {@code 1..=2147483647}.
         *
         * @param cutoff the value
         * @return this
         */
        public Builder cutoff(long cutoff) {
            values.put("cutoff", cutoff);
            return this;
        }

        /**
         * How many dimensions the vectors have.
         * <p>Default {@code 100}. Range {@code 1..=4096}.
         *
         * @param dim the value
         * @return this
         */
        public Builder dim(long dim) {
            values.put("dim", dim);
            return this;
        }

        /**
         * How many dimensions share a code.
         * <p>Default {@code 2}. Range {@code 1..=64}.
         *
         * @param dsub the value
         * @return this
         */
        public Builder dsub(long dsub) {
            values.put("dsub", dsub);
            return this;
        }

        /**
         * How often each text is seen.
         * <p>Default {@code 25}. Range {@code 1..=10000}.
         *
         * @param epoch the value
         * @return this
         */
        public Builder epoch(long epoch) {
            values.put("epoch", epoch);
            return this;
        }

        /**
         * Whether the classes exclude each other.
         * <p>Default {@code "softmax"}.
         *
         * @param loss the value
         * @return this
         */
        public Builder loss(Loss loss) {
            values.put("loss", loss);
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
         * The length of the first step.
         * <p>Default {@code 0.5}. Range {@code > 0, <= 100}.
         *
         * @param lr the value
         * @return this
         */
        public Builder lr(double lr) {
            values.put("lr", lr);
            return this;
        }

        /**
         * The greatest number of characters in a piece of a word; 0 for no pieces.
         * <p>Default {@code 6}. Range {@code 0..=100}.
         *
         * @param maxn the value
         * @return this
         */
        public Builder maxn(long maxn) {
            values.put("maxn", maxn);
            return this;
        }

        /**
         * Leave out words that occur less often.
         * <p>Default {@code 1}. Range {@code 1..=4294967295}.
         *
         * @param minCount the value
         * @return this
         */
        public Builder minCount(long minCount) {
            values.put("min_count", minCount);
            return this;
        }

        /**
         * The least number of characters in a piece of a word.
         * <p>Default {@code 3}. Range {@code 1..=100}.
         *
         * @param minn the value
         * @return this
         */
        public Builder minn(long minn) {
            values.put("minn", minn);
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
         * Keep the vectors as codes of one byte for every <code>dsub</code> dimensions: a model many times smaller, and a little worse.
         * <p>Default {@code false}.
         *
         * @param quantize the value
         * @return this
         */
        public Builder quantize(boolean quantize) {
            values.put("quantize", quantize);
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
         * The greatest number of words in an n-gram.
         * <p>Default {@code 2}. Range {@code 1..=100}.
         *
         * @param wordNgrams the value
         * @return this
         */
        public Builder wordNgrams(long wordNgrams) {
            values.put("word_ngrams", wordNgrams);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public FastTextClassifier build() {
            return new FastTextClassifier(new LinkedHashMap<>(values));
        }
    }
}
