package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts texts into words by the rules of Unicode, in any script, and says where each is.
 *
 * <p>Boundaries are those of Unicode Standard Annex 29; a word is what has a letter or digit between two of them. Scripts without spaces
 * (Chinese, Japanese, Thai) are cut into characters or clusters, as the annex has no dictionary. With <code>all</code>, spaces and
 * punctuation are pieces as well, and the pieces make up the text.
 *
 * <p>Input: texts; a missing one has no words.
 * Output: one row a word: <code>row</code> of the table from 0; <code>start</code> and <code>end</code> (exclusive) in Unicode code points, as Python counts; <code>start_utf16</code>
 * and <code>end_utf16</code> in UTF-16 units, as JavaScript and Java count; <code>token</code>.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: one pass; texts in parallel.
 * Source: Unicode Standard Annex 29, by the crate unicode-segmentation.
 */
public final class TokensOf extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.tokens";

    private TokensOf(Map<String, Object> params, Frame... optional) {
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
         * Answer every piece between two boundaries, not words alone.
         * <p>Default {@code false}.
         *
         * @param all the value
         * @return this
         */
        public Builder all(boolean all) {
            values.put("all", all);
            return this;
        }

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
        public TokensOf build() {
            return new TokensOf(new LinkedHashMap<>(values));
        }
    }
}
