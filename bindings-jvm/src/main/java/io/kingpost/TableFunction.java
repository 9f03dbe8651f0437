package io.kingpost;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that is computed of tables at once, without a model; its parameters and the tables that may be absent are set. */
public abstract class TableFunction {
    private final String id;
    private final Map<String, Object> params;
    private final Frame[] optional;

    /**
     * For the generated classes.
     *
     * @param id the function's id
     * @param params values by name
     * @param optional the tables that may be absent, in order; null where one is
     */
    protected TableFunction(String id, Map<String, Object> params, Frame... optional) {
        this.id = id;
        this.params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        this.optional = optional.clone();
    }

    /**
     * Such as {@code forecast.reconcile}.
     *
     * @return the id
     */
    public final String id() {
        return id;
    }

    /**
     * The parameters that were set.
     *
     * @return values by name
     */
    public final Map<String, Object> params() {
        return params;
    }

    /**
     * For the generated classes: the answer to the tables that are needed and those that were set.
     *
     * @param run how it is to be carried out, or null for the defaults
     * @param needed the tables that are needed, in order
     * @return a {@link Frame} or text
     */
    protected final Object answer(RunOptions run, Frame... needed) {
        Frame[] tables = Arrays.copyOf(needed, needed.length + optional.length);
        System.arraycopy(optional, 0, tables, needed.length, optional.length);
        return Kingpost.call(id, params, run, tables);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + Json.write(params);
    }
}
