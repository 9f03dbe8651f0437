package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns the subwords of texts by byte pair encoding, as word pieces or as a unigram language model, and answers with a
 * <code>tokenizer.json</code>, the <code>tokenizer</code> of vectorizers and of other libraries.
 *
 * <p>Byte pair encoding and word pieces: a word begins as its characters. The two neighbours that occur most often together, over all
 * words, become one; and again, until there are <code>vocab_size</code> subwords or no two occur <code>min_frequency</code> times. Of pairs that are equally
 * frequent the one whose parts were there first is taken, the characters in the order of their code points.
 *
 * <p>Unigram: begins with every string of up to 16 characters that occurs twice or more with different characters behind it. Twice, the
 * expected number of times that each is used, over all ways to cut the words, gives their new probabilities; then the quarter
 * goes whose loss matters least to the likelihood, and again, until there are 1.1 times <code>vocab_size</code>, of which the likeliest stay,
 * and all characters.
 *
 * <p>Words are runs of letters, digits and underscores, or of other characters between white space.
 *
 * <p>Input: a column of texts, none missing. Output: text in JSON: a model of type BPE with its vocabulary and merges, WordPiece with
 * its vocabulary, or Unigram with its pieces and the logarithms of their probabilities; <code>[UNK]</code> for characters that the texts do
 * not have; and what cuts words in the same way.
 * Errors: <code>kp.missing_values</code> for a missing text; <code>kp.not_enough_data</code> when the texts have no words; <code>kp.invalid_params</code> when
 * <code>vocab_size</code> is below the number of characters.
 * Cost: pairs: O(words × length + merges × words with the pair) time. Unigram: a few dozen passes over the words, each
 * O(words × length × 16).
 * Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, ACL 2016, algorithm 1; Schuster
 * and Nakajima 2012, with the pairs chosen as in tokenizers 0.23.1; Kudo, Subword Regularization, ACL 2018, section 3.2, with the
 * numbers of the unigram trainer of tokenizers 0.23.1 where no piece has to go; where many have, a few in a hundred are others.
 */
public final class TrainTokenizer extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.train_tokenizer";

    private TrainTokenizer(Map<String, Object> params, Frame... optional) {
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
     * @param data Texts.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public String call(Frame data) {
        return (String) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data Texts.
     * @param run how it is to be carried out, or null for the defaults
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public String call(Frame data, RunOptions run) {
        return (String) answer(run, data);
    }

    /** What {@code modelType} may be. */
    public enum ModelType implements Choice {
        /**
         * Byte pair encoding: the two neighbours that occur most often together become one. The last subword of a word ends with <code>&lt;/w&gt;</code>.
         */
        BPE("bpe"),
        /**
         * Word pieces: learnt as in byte pair encoding; a word is cut into the longest that fit, from its beginning. All but the first
         * begin with <code>##</code>.
         */
        WORDPIECE("wordpiece"),
        /**
         * The unigram language model: of all frequent strings those stay whose loss would make the texts less likely; a word is cut in
         * the most likely way. Words begin with <code>▁</code>.
         */
        UNIGRAM("unigram");

        private final String word;

        ModelType(String word) {
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
         * Lower-case texts first.
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
         * How often a pair must occur, of byte pair encoding and word pieces.
         * <p>Default {@code 2}. Range {@code 1..=4294967295}.
         *
         * @param minFrequency the value
         * @return this
         */
        public Builder minFrequency(long minFrequency) {
            values.put("min_frequency", minFrequency);
            return this;
        }

        /**
         * How subwords are learnt: byte pair encoding, word pieces, or a unigram language model.
         * <p>Default {@code "bpe"}.
         *
         * @param modelType the value
         * @return this
         */
        public Builder modelType(ModelType modelType) {
            values.put("model_type", modelType);
            return this;
        }

        /**
         * The column of texts.
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
         * How many subwords there are at most, characters and <code>[UNK]</code> among them.
         * <p>Default {@code 8000}. Range {@code 2..=10000000}.
         *
         * @param vocabSize the value
         * @return this
         */
        public Builder vocabSize(long vocabSize) {
            values.put("vocab_size", vocabSize);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public TrainTokenizer build() {
            return new TrainTokenizer(new LinkedHashMap<>(values));
        }
    }
}
