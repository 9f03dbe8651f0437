package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures texts: lengths, kinds of characters, repetition, readability. For filters of bad texts, for drift, and as features.
 *
 * <p>Words and sentences are those of Unicode Standard Annex 29, a word without a letter or digit left out; letters, digits and capitals
 * are Unicode's. Shares are of the characters, of the words or of the lines, and 0 where there are none.
 *
 * <p><code>characters</code> in code points, <code>utf16_units</code>, <code>bytes</code>, <code>words</code>, <code>sentences</code>, <code>lines</code>;
 * <code>letter_share</code>, <code>upper_share</code>, <code>digit_share</code>, <code>space_share</code>, <code>other_share</code> (neither letter, digit nor space), <code>non_ascii_share</code>,
 *   <code>replacement_share</code> (U+FFFD, what is left of broken bytes);
 * <code>mean_word_length</code> in characters, <code>mean_sentence_length</code> in words, <code>unique_word_share</code>, <code>most_common_word_share</code>, <code>stop_word_share</code> (English);
 * <code>duplicate_line_share</code>, <code>ellipsis_line_share</code>, <code>bullet_line_share</code>, <code>symbol_word_ratio</code> (<code>#</code> and ellipses a word);
 * <code>character_entropy</code> in bits a character;
 * <code>automated_readability_index</code> 4.71 c / w + 0.5 w / s - 21.43 and <code>coleman_liau_index</code> 5.88 c / w - 29.6 s / w - 15.8, with c letters and
 *   digits, w words and s sentences: school years of English text; 0 without a word.
 *
 * <p>Input: texts.
 * Output: one row a text, in order, with <code>row</code> and the columns above; all of a missing text are missing.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: one pass for each kind of measure; texts in parallel.
 * Source: Rae et al., Scaling language models: methods, analysis and insights from training Gopher, 2021, appendix A1 (rules of quality); Smith and
 * Senter, Automated readability index, 1967; Coleman and Liau, A computer readability formula designed for machine scoring, 1975.
 */
public final class TextStatistics extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.text_statistics";

    private TextStatistics(Map<String, Object> params, Frame... optional) {
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

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

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
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public TextStatistics build() {
            return new TextStatistics(new LinkedHashMap<>(values));
        }
    }
}
