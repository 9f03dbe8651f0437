package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts back what <code>redact</code> replaced.
 *
 * <p>Each placeholder that the row's keys know becomes its value again; others stay as they are, so that a text may have been
 * cut, translated or added to in between.
 *
 * <p>Input: texts, and the column <code>keys</code> that <code>redact</code> made, row by row; a missing text stays missing, a missing key is empty.
 * Output: the table with the texts as they were, without <code>keys</code>.
 * Errors: <code>kp.invalid_data</code> without one of the columns, and for a key that is no JSON object of texts.
 * Cost: one pass over the bytes.
 * Source: the inverse of <code>redact</code>.
 */
public final class Unredact extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.unredact";

    private Unredact(Map<String, Object> params, Frame... optional) {
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
     * @param data A column of texts, and <code>keys</code>.
     * @return the answer
     * @throws io.kingpost.KingpostException what is wrong with the parameters or the tables
     */
    public Frame call(Frame data) {
        return (Frame) answer(RunOptions.DEFAULT, data);
    }

    /**
     * Computes the answer.
     *
     * @param data A column of texts, and <code>keys</code>.
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
         * The column of texts; a table with one column of text beside <code>keys</code> needs no name.
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
        public Unredact build() {
            return new Unredact(new LinkedHashMap<>(values));
        }
    }
}
