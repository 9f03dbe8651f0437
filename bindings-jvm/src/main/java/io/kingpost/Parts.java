package io.kingpost;

import java.util.Collections;
import java.util.Map;

/** Facts and tables that only one kind of model has; the model's page says which. */
public final class Parts {
    private final Map<String, Object> summary;
    private final Map<String, Frame> tables;

    Parts(Map<String, Object> summary, Map<String, Frame> tables) {
        this.summary = summary;
        this.tables = tables;
    }

    /**
     * The facts.
     *
     * @return values by name, see {@link Json}
     */
    public Map<String, Object> summary() {
        return Collections.unmodifiableMap(summary);
    }

    /**
     * The tables.
     *
     * @return frames by name
     */
    public Map<String, Frame> tables() {
        return Collections.unmodifiableMap(tables);
    }

    @Override
    public String toString() {
        return summary + " " + tables.keySet();
    }
}
