package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the language of texts at once, without training: 70 languages, by their alphabets and most frequent trigrams.
 *
 * <p>The script with most characters decides where it has one language. Among the languages of the Latin, Cyrillic, Arabic,
 * Devanagari and Hebrew scripts, each is scored by the share of the characters that are in its alphabet and by how near the
 * ranks of the text's trigrams are to those of the language; Chinese and Japanese are told apart by the share of kana. A
 * <code>LanguageIdentifier</code> trained on sentences of your languages is more accurate, above all on short texts and between
 * close languages such as Danish and Norwegian; what <code>languages</code> leaves out helps as well.
 *
 * <p>Input: texts. Output: one row a text, in order, with <code>row</code>; <code>language</code>, its code of ISO 639-3 such as "eng"; <code>script</code>, by
 * name; <code>confidence</code> from 0 to 1, by how far the second language is behind; <code>reliable</code>, whether that is above 0.9. A text has no
 * language, rather than a guess, where it has no letter, fewer than <code>min_letters</code> in a script of several languages, or a script
 * whose language <code>languages</code> does not have; then <code>confidence</code> is missing and <code>reliable</code> is false. All of a missing text
 * are missing. Han characters without kana are Chinese.
 * Errors: <code>kp.invalid_data</code> without a column of texts; <code>kp.invalid_params</code> for a code that there is not.
 * Cost: O(characters + languages × 300) a text; texts in parallel.
 * Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; whatlang 0.18.0, whose answers these are.
 */
public final class DetectLanguage extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.detect_language";

    private DetectLanguage(Map<String, Object> params, Frame... optional) {
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
         * The languages that may be found, by their codes of ISO 639-3; null for all.
         * <p>Default {@code null}.
         *
         * @param languages the value
         * @return this
         */
        public Builder languages(String... languages) {
            values.put("languages", languages);
            return this;
        }

        /**
         * Texts with fewer letters have no language, unless their script has one language alone.
         * <p>Default {@code 20}. Range {@code 1..=1000000}.
         *
         * @param minLetters the value
         * @return this
         */
        public Builder minLetters(long minLetters) {
            values.put("min_letters", minLetters);
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
        public DetectLanguage build() {
            return new DetectLanguage(new LinkedHashMap<>(values));
        }
    }
}
