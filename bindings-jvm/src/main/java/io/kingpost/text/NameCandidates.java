package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lists the words of texts that may be part of a name, each with what stands around it, for a classifier to decide.
 *
 * <p>A candidate is a word with a capital that is no title and no word such as "The", and not inside of anything else
 * that <code>find_pii</code> finds. Its <code>context</code> is a short text for a classifier of texts: the word, the two words before and
 * behind it (<code>prev_</code>, <code>prev2_</code>, <code>next_</code>, <code>next2_</code>; marks by their names, <code>edge</code> where there is none, other findings by
 * their kinds), and how it and its neighbours are written (<code>form_</code>). Fit a classifier to the contexts of texts in
 * which you know the names; then give the candidates of new texts, with the probability of a name as <code>confidence</code>, to
 * <code>find_pii</code> or <code>redact</code> as <code>findings</code>.
 *
 * <p>Input: texts; a missing one has no candidates.
 * Output: one row a candidate: <code>row</code> of the table from 0; <code>start</code> and <code>end</code> (exclusive) in Unicode code points, as
 * Python counts; <code>start_utf16</code> and <code>end_utf16</code> in UTF-16 units, as JavaScript and Java count; <code>text</code>, <code>context</code>.
 * Scripts without capitals have no candidates.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: that of <code>find_pii</code>, and one more pass; texts in parallel.
 * Source: the features of words that taggers of names use, Tjong Kim Sang and De Meulder, Introduction to the
 * CoNLL-2003 Shared Task, 2003, section 4.
 */
public final class NameCandidates extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.name_candidates";

    private NameCandidates(Map<String, Object> params, Frame... optional) {
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
        public NameCandidates build() {
            return new NameCandidates(new LinkedHashMap<>(values));
        }
    }
}
