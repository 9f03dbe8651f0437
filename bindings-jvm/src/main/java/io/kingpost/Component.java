package io.kingpost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A component and its parameters, ready to be fitted. */
public abstract class Component {
    private final String id;
    private final Map<String, Object> params;

    Component(String id, Map<String, Object> params) {
        this.id = id;
        this.params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /**
     * Such as {@code forecast.auto_ets}.
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

    final Model fitTo(Data data, Column target, Map<String, ?> options, RunOptions run) {
        return Kingpost.fit(id, params, data, target, options, run);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + Json.write(params);
    }
}
