package io.kingpost;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the fit of a {@link Regressor} reads its data, and what it keeps.
 */
public final class RegressorOptions {
    private final Map<String, Object> values;

    private RegressorOptions(Map<String, Object> values) {
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
         * The column of numbers to be predicted, where they are not given apart.
         * <p>Default {@code "y"}.
         *
         * @param targetCol the value
         * @return this
         */
        public Builder targetCol(String targetCol) {
            values.put("target_col", targetCol);
            return this;
        }

        /**
         * The column of texts; a frame with one column of text needs no name.
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
        public RegressorOptions build() {
            return new RegressorOptions(new LinkedHashMap<>(values));
        }
    }
}
