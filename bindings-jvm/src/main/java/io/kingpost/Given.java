package io.kingpost;

import java.util.Collections;

/** Arguments that must be there: a null is refused by name, as everything else that is wrong. */
final class Given {
    private Given() {}

    /** Data, or what is in them. */
    static <T> T data(T value, String name) {
        return checked("kp.invalid_data", value, name);
    }

    /** An argument that is no data. */
    static <T> T param(T value, String name) {
        return checked("kp.invalid_params", value, name);
    }

    private static <T> T checked(String code, T value, String name) {
        if (value == null) {
            throw new KingpostException(
                code, name + " is null; it must be given", Collections.singletonMap("param", name), null);
        }
        return value;
    }
}
