package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives texts one spelling: a normal form of Unicode, and if asked for folded case, no accents, single spaces.
 *
 * <p>The steps, in this order: the normal form; folded or lower case; accents away; the normal form again, which the steps
 * between may have left; white space. Folding is for comparison: it makes equal what differs in case alone, and its result
 * need not be what one would write. It knows no language, so that the Turkish I becomes i.
 *
 * <p>Input: texts; a missing one stays missing.
 * Output: the table as it was with the texts replaced.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: one pass; texts in parallel; memory for the texts once more.
 * Source: Unicode Standard Annex 15 (normal forms) and The Unicode Standard, section 3.13 (case folding in full), of
 * Unicode 14.0.0; characters that came later stay as they are. White space is that of Python's <code>str.split</code>.
 */
public final class NormalizeText extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.normalize_text";

    private NormalizeText(Map<String, Object> params, Frame... optional) {
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

    /** What {@code whiteSpace} may be. */
    public enum WhiteSpace implements Choice {
        /**
         * It stays.
         */
        KEEP("keep"),
        /**
         * None is left at the beginning and the end.
         */
        TRIM("trim"),
        /**
         * As <code>trim</code>, and a run of it between words becomes one space.
         */
        COLLAPSE("collapse");

        private final String word;

        WhiteSpace(String word) {
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
         * Lower-case texts, by Unicode's full rules.
         * <p>Default {@code false}.
         *
         * @param lowercase the value
         * @return this
         */
        public Builder lowercase(boolean lowercase) {
            values.put("lowercase", lowercase);
            return this;
        }

        /**
         * The normal form; null to leave the characters as they are spelled.
         * <p>Default {@code "nfc"}.
         *
         * @param normalization the value
         * @return this
         */
        public Builder normalization(Normalization normalization) {
            values.put("normalization", normalization);
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
         * What becomes of white space.
         * <p>Default {@code "keep"}.
         *
         * @param whiteSpace the value
         * @return this
         */
        public Builder whiteSpace(WhiteSpace whiteSpace) {
            values.put("white_space", whiteSpace);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public NormalizeText build() {
            return new NormalizeText(new LinkedHashMap<>(values));
        }
    }
}
