package io.kingpost;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every call fails with: a stable code that is the same in every language, a message that says what was wrong, the
 * value and what is allowed, and named facts about the place.
 */
public final class KingpostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Such as {@code kp.invalid_params}. */
    private final String code;

    /** Facts by name. */
    private final TreeMap<String, String> context;

    KingpostException(String code, String message, Map<String, String> context, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.context = new TreeMap<>(context);
    }

    KingpostException(String code, String message) {
        this(code, message, Collections.<String, String>emptyMap(), null);
    }

    /**
     * The code, such as {@code kp.invalid_params}.
     *
     * @return the code
     */
    public String code() {
        return code;
    }

    /**
     * Facts about the place of the error: the parameter, the series, the column.
     *
     * @return the facts by name
     */
    public Map<String, String> context() {
        return Collections.unmodifiableMap(context);
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + code + ": " + getMessage();
    }
}
