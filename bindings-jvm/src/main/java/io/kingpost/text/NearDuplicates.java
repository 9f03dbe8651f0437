package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Frame;
import io.kingpost.RunOptions;
import io.kingpost.TableFunction;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds texts that are nearly equal: the same complaint sent twice, copies with small changes.
 *
 * <p><code>minhash</code> compares the sets of n-grams of texts in lower case: similarity is Jaccard's, common n-grams as a share of all. Candidates
 * come from locality-sensitive hashing of <code>num_perm</code> least hashes, whose bands are chosen for the threshold; the similarity of each is
 * then computed exactly, so that no pair is wrong and few are missed (about one in a hundred at the threshold with the defaults, next to none
 * above it). <code>simhash</code> compares fingerprints of 64 bits: similarity is 1 less the share of bits that differ, and every
 * pair within <code>max_distance</code> is found.
 *
 * <p>Input: texts; missing ones and those without a word are like nothing.
 * Output: <code>pairs</code>: <code>row</code>, <code>other</code> (a later row), <code>similarity</code>, in the order of rows; of texts with the same n-grams each is paired
 * with the first alone, and only the first with others. <code>groups</code>: <code>group</code> (its first row), <code>row</code>, one line a text that is in one.
 * Errors: <code>kp.invalid_data</code> without a column of texts.
 * Cost: texts × (length + num_perm), and a comparison a candidate; texts in parallel. The seed moves only which pairs near the threshold
 * are missed.
 * Source: Broder, On the resemblance and containment of documents, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3;
 * Charikar, Similarity estimation techniques from rounding algorithms, 2002; Manku, Jain and Das Sarma, Detecting near-duplicates for web
 * crawling, 2007.
 */
public final class NearDuplicates extends TableFunction {
    /** The function's id. */
    public static final String ID = "text.near_duplicates";

    private NearDuplicates(Map<String, Object> params, Frame... optional) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * By the share of n-grams that two texts have in common.
         */
        MINHASH("minhash"),
        /**
         * By the bits in which two fingerprints differ.
         */
        SIMHASH("simhash");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code shape} may be. */
    public enum Shape implements Choice {
        /**
         * Every pair.
         */
        PAIRS("pairs"),
        /**
         * Groups of texts that pairs connect.
         */
        GROUPS("groups");

        private final String word;

        Shape(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code shingle} may be. */
    public enum Shingle implements Choice {
        /**
         * Words: runs of letters, digits and underscores.
         */
        WORD("word"),
        /**
         * Characters; white space counts as one space.
         */
        CHAR("char");

        private final String word;

        Shingle(String word) {
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
         * The most bits in which two fingerprints differ; only of <code>simhash</code>.
         * <p>Default {@code 3}. Range {@code 0..=16}.
         *
         * @param maxDistance the value
         * @return this
         */
        public Builder maxDistance(long maxDistance) {
            values.put("max_distance", maxDistance);
            return this;
        }

        /**
         * How they are found.
         * <p>Default {@code "minhash"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * How many words or characters an n-gram has.
         * <p>Default {@code 3}. Range {@code 1..=100}.
         *
         * @param ngram the value
         * @return this
         */
        public Builder ngram(long ngram) {
            values.put("ngram", ngram);
            return this;
        }

        /**
         * How many hashes a signature has; only of <code>minhash</code>.
         * <p>Default {@code 128}. Range {@code 16..=1024}.
         *
         * @param numPerm the value
         * @return this
         */
        public Builder numPerm(long numPerm) {
            values.put("num_perm", numPerm);
            return this;
        }

        /**
         * Pairs or groups.
         * <p>Default {@code "pairs"}.
         *
         * @param shape the value
         * @return this
         */
        public Builder shape(Shape shape) {
            values.put("shape", shape);
            return this;
        }

        /**
         * What a text is cut into.
         * <p>Default {@code "word"}.
         *
         * @param shingle the value
         * @return this
         */
        public Builder shingle(Shingle shingle) {
            values.put("shingle", shingle);
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
         * The least similarity of a pair; only of <code>minhash</code>.
         * <p>Default {@code 0.8}. Range {@code 0.1..=1}.
         *
         * @param threshold the value
         * @return this
         */
        public Builder threshold(double threshold) {
            values.put("threshold", threshold);
            return this;
        }

        /**
         * The function with these parameters; they are checked when it is called.
         *
         * @return what was collected
         */
        public NearDuplicates build() {
            return new NearDuplicates(new LinkedHashMap<>(values));
        }
    }
}
