package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Vectorizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text as the weighted mean of the vectors of its words, without what all texts share.
 *
 * <p>v = 1 / n × sum over the n known words w of a text of a / (a + p(w)) × v_w, with p(w) the share of w among all words of the
 * fit's texts; then the projection of v on the first <code>remove</code> singular vectors of the fit's texts is taken away. The
 * vectors v_w are those of a table that is given, or else are learnt from the texts by random indexing: each word has a
 * random vector of a few +1 and -1, and v_w is the sum, scaled to length 1, of a / (a + p) times that of each word within
 * <code>window</code> of w.
 *
 * <p>Input: texts, none missing. Output: one row a text with all its values, one column a dimension; a text without known
 * words is 0. Random indexing depends on the seed.
 * Errors: <code>kp.io</code> for a file that cannot be read; <code>kp.invalid_data</code> for a table with a line that is not a word and as many finite numbers as the others have;
 * <code>kp.not_enough_data</code> when no word of the texts has a vector.
 * Cost: O(words × window × nonzeros) time to learn, O(words × dim) to embed; four bytes a word and dimension. Of a table
 * the words that the texts of the fit have, or all with <code>keep_all</code>, stay.
 * Source: Arora, Liang and Ma, A Simple but Tough-to-Beat Baseline for Sentence Embeddings, ICLR 2017; Kanerva, Kristofersson
 * and Holst, Random Indexing of Text Samples for Latent Semantic Analysis, CogSci 2000; Sahlgren, An Introduction to Random
 * Indexing, TKE 2005.
 *
 * <p>Fitting gives a {@link io.kingpost.VectorizerModel}.
 */
public final class WordVectors extends Vectorizer {
    /** The component's id. */
    public static final String ID = "text.word_vectors";

    private WordVectors(Map<String, Object> params) {
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
         * How many dimensions learnt vectors have.
         * <p>Default {@code 300}. Range {@code 1..=4096}.
         *
         * @param dim the value
         * @return this
         */
        public Builder dim(long dim) {
            values.put("dim", dim);
            return this;
        }

        /**
         * Whether words of the table that no text of the fit has are kept, with the p(w) of a word seen once.
         * <p>Default {@code false}.
         *
         * @param keepAll the value
         * @return this
         */
        public Builder keepAll(boolean keepAll) {
            values.put("keep_all", keepAll);
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
         * How many numbers of a random vector are not 0.
         * <p>Default {@code 10}. Range {@code 1..=4096}.
         *
         * @param nonzeros the value
         * @return this
         */
        public Builder nonzeros(long nonzeros) {
            values.put("nonzeros", nonzeros);
            return this;
        }

        /**
         * Each row is scaled to length 1 by this norm; null to leave it.
         * <p>Default {@code null}.
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
         * How many singular vectors are taken away.
         * <p>Default {@code 1}. Range {@code 0..=100}.
         *
         * @param remove the value
         * @return this
         */
        public Builder remove(long remove) {
            values.put("remove", remove);
            return this;
        }

        /**
         * The a above: smaller values weigh frequent words less; null for the plain mean.
         * <p>Default {@code 0.001}. Range {@code > 0, <= 1}.
         *
         * @param sif the value
         * @return this
         */
        public Builder sif(Double sif) {
            values.put("sif", sif);
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
         * A table of vectors as word2vec, GloVe and fastText write it: on each line a word and its numbers with spaces between
         * them, perhaps after a line with the numbers of words and dimensions; null to learn vectors from the texts. The
         * model keeps the vectors, and its parameters have null.
         * <p>Default {@code null}.
         *
         * @param vectors the value
         * @return this
         */
        public Builder vectors(String vectors) {
            values.put("vectors", vectors);
            return this;
        }

        /**
         * The path of a file with such a table, or with one in the binary form of word2vec, instead of <code>vectors</code>; read by the fit. The
         * model keeps the vectors, and its parameters have null.
         * <p>Default {@code null}.
         *
         * @param vectorsFile the value
         * @return this
         */
        public Builder vectorsFile(String vectorsFile) {
            values.put("vectors_file", vectorsFile);
            return this;
        }

        /**
         * How many words before and after a word are its neighbours.
         * <p>Default {@code 3}. Range {@code 1..=100}.
         *
         * @param window the value
         * @return this
         */
        public Builder window(long window) {
            values.put("window", window);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public WordVectors build() {
            return new WordVectors(new LinkedHashMap<>(values));
        }
    }
}
