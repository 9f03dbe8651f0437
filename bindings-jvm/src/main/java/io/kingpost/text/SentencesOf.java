package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts texts into sentences by the rules of Unicode, and says where each is.
 *
 * <p>A sentence ends behind a full stop, question mark or exclamation mark, or the signs of other scripts for them, with closing marks, unless
 * what follows goes on with a small letter; and at the end of a paragraph. Abbreviations before a capital ("Dr. Smith") are cut, as the annex has
 * no list of them. White space around a sentence is not part of it.
 *
 * <p>Input: texts; a missing one has no sentences.
 * Output: as that of <code>tokens</code>, with <code>sentence</code>.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: one pass; texts in parallel.
 * Source: Unicode Standard Annex 29, by the crate unicode-segmentation.
 */
public final class SentencesOf extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.sentences";

    private SentencesOf(Map<String, Object> params, Frame... optional) {
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
        public SentencesOf build() {
            return new SentencesOf(new LinkedHashMap<>(values));
        }
    }
}
