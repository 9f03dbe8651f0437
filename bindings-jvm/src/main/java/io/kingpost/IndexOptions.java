package io.kingpost;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the fit of a {@link Index} reads its data, and what it keeps.
 */
public final class IndexOptions {
    private final Map<String, Object> values;

    private IndexOptions(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
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
     * What was set.
     *
     * @return values by name
     */
    public Map<String, Object> toMap() {
        return values;
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * The column of ids, text or whole numbers; without it rows are numbered from 0.
         * <p>Default {@code "id"}.
         *
         * @param idCol the value
         * @return this
         */
        public Builder idCol(String idCol) {
            values.put("id_col", idCol);
            return this;
        }

        /**
         * The column of texts, where texts are kept; a table with one column of text needs no name. Where vectors are kept, every column
         * of numbers but the id is a dimension.
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
         * The options.
         *
         * @return what was collected
         */
        public IndexOptions build() {
            return new IndexOptions(new LinkedHashMap<>(values));
        }
    }
}
