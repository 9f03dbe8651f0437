package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Index;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds nearly always the nearest vectors, in time that hardly grows with their number: hierarchical navigable small worlds.
 *
 * <p>Each vector is a node with at most <code>m</code> links a layer (2 <code>m</code> on the lowest) to neighbours chosen so that they lie in
 * different directions; on how many layers it is, chance decides, so that higher ones are thinner. A search goes down the layers
 * to ever nearer nodes and keeps the best <code>ef</code> on the lowest. Vectors are put in some at a time, each group searched for on several
 * threads and linked in order: the graph depends on the seed, not on the threads. Where <code>allow</code> leaves fewer items than a search
 * would look at, they are compared one by one, exactly.
 *
 * <p>Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column <code>id</code>, or row numbers.
 * Output: <code>query</code>, <code>rank</code>, <code>id</code>, <code>score</code>: the cosine, the inner product or minus the squared distance, so that higher is nearer.
 * Errors: <code>kp.missing_values</code> for a missing number; <code>kp.invalid_data</code> for an id that is there twice.
 * Cost: fit about rows × ef_construction × m comparisons; a query ef × m. Memory: four bytes a number, of a
 * multiple of 16 numbers a row, and at most 8 m + 48 a row.
 * Source: Malkov and Yashunin, Efficient and robust approximate nearest neighbor search using hierarchical navigable small world
 * graphs, 2018, algorithms 1, 2, 4 and 5; parameters as in hnswlib 0.8.0.
 *
 * <p>Fitting gives a {@link io.kingpost.IndexModel}.
 */
public final class HNSW extends Index {
    /** The component's id. */
    public static final String ID = "text.hnsw";

    private HNSW(Map<String, Object> params) {
        super(ID, params);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** What {@code metric} may be. */
    public enum Metric implements Choice {
        /**
         * The cosine of the angle between them; a vector of zeros has 0 with all.
         */
        COSINE("cosine"),
        /**
         * Minus the squared Euclidean distance.
         */
        L2("l2"),
        /**
         * The inner product.
         */
        IP("ip");

        private final String word;

        Metric(String word) {
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
         * How many nodes a query keeps; at least as many as it wants. A search may be given another.
         * <p>Default {@code 64}. Range {@code 1..=100000}.
         *
         * @param ef the value
         * @return this
         */
        public Builder ef(long ef) {
            values.put("ef", ef);
            return this;
        }

        /**
         * How many nodes a search keeps while the graph is made.
         * <p>Default {@code 200}. Range {@code 1..=100000}.
         *
         * @param efConstruction the value
         * @return this
         */
        public Builder efConstruction(long efConstruction) {
            values.put("ef_construction", efConstruction);
            return this;
        }

        /**
         * How many links a node has on a layer; more find better and cost more. 12 to 48 are usual.
         * <p>Default {@code 16}. Range {@code 2..=256}.
         *
         * @param m the value
         * @return this
         */
        public Builder m(long m) {
            values.put("m", m);
            return this;
        }

        /**
         * How near two vectors are.
         * <p>Default {@code "cosine"}.
         *
         * @param metric the value
         * @return this
         */
        public Builder metric(Metric metric) {
            values.put("metric", metric);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public HNSW build() {
            return new HNSW(new LinkedHashMap<>(values));
        }
    }
}
