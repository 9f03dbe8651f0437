package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Index;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the nearest vectors by comparing a query with each: exact, with nothing to tune.
 *
 * <p>Vectors are kept in 32 bits. <code>search</code> gives each query its <code>k</code> nearest items: <code>score</code> is the cosine, the inner product or minus
 * the squared distance, so that higher is nearer; equally near ones come in the order of rows. <code>allow</code> names the ids that may
 * be found. <code>update</code> adds items.
 *
 * <p>Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column <code>id</code>, or row numbers.
 * Output: <code>query</code>, <code>rank</code>, <code>id</code>, <code>score</code>.
 * Errors: <code>kp.missing_values</code> for a missing number; <code>kp.invalid_data</code> for an id that is there twice.
 * Cost: queries × rows × dimensions; four bytes a number, of a multiple of 16 numbers a row. Up to some 100,000 rows this is fast
 * enough; <code>HNSW</code> is for more.
 * Source: the definition; scores equal to those of <code>faiss.IndexFlat</code> up to rounding.
 *
 * <p>Fitting gives a {@link io.kingpost.IndexModel}.
 */
public final class ExactNeighbors extends Index {
    /** The component's id. */
    public static final String ID = "text.exact_neighbors";

    private ExactNeighbors(Map<String, Object> params) {
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
        public ExactNeighbors build() {
            return new ExactNeighbors(new LinkedHashMap<>(values));
        }
    }
}
