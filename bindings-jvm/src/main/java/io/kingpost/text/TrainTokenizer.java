package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Learns the subwords of texts by byte pair encoding, and answers with a <code>tokenizer.json</code>, the <code>tokenizer</code> of vectorizers and of
 * other libraries.
 *
 * <p>A word begins as its characters, the last of which carries the mark <code>&lt;/w&gt;</code>. The two neighbours that occur most often together,
 * over all words, become one; and again, until there are <code>vocab_size</code> subwords or no two occur <code>min_frequency</code> times. Of
 * pairs that are equally frequent the one whose parts were there first is taken, the characters in the order of their code
 * points. Words are runs of letters, digits and underscores, or of other characters between white space.
 *
 * <p>Input: a column of texts, none missing. Output: text in JSON: a model of type BPE with its vocabulary and merges, <code>[UNK]</code> for
 * characters that the texts do not have, and what cuts words in the same way.
 * Errors: <code>kp.missing_values</code> for a missing text; <code>kp.not_enough_data</code> when the texts have no words; <code>kp.invalid_params</code> when
 * <code>vocab_size</code> is below the number of characters.
 * Cost: O(words × length + merges × words with the pair) time.
 * Source: Sennrich, Haddow and Birch, Neural Machine Translation of Rare Words with Subword Units, ACL 2016, algorithm 1.
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
     * @param run how it is to be carried out
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public String call(Frame data, RunOptions run) {
        return (String) answer(run, data);
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
         * How often a pair must occur.
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
