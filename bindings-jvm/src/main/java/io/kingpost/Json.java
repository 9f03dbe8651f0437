package io.kingpost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain Java: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long} (whole numbers),
 * {@code Double}, {@code Boolean} and null.
 */
public final class Json {
    private static final int DEEPEST = 200;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final String text;
    private int place;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads JSON text.
     *
     * @param text the text
     * @return the value
     * @throws KingpostException {@code kp.invalid_params} with the place where it is not JSON
     */
    public static Object parse(String text) {
        Json json = new Json(Given.param(text, "text"));
        Object value = json.value(0);
        json.blank();
        if (json.place < text.length()) {
            throw json.bad("the end");
        }
        return value;
    }

    /** Reads an object that the core wrote. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) parse(text);
    }

    private KingpostException bad(String expected) {
        return new KingpostException("kp.invalid_params", "not JSON: " + expected + " expected at offset " + place);
    }

    private void blank() {
        while (place < text.length() && " \t\r\n".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
    }

    private boolean take(char wanted) {
        blank();
        if (place < text.length() && text.charAt(place) == wanted) {
            place++;
            return true;
        }
        return false;
    }

    private void need(char wanted) {
        if (!take(wanted)) {
            throw bad("'" + wanted + "'");
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw bad("less nesting");
        }
        if (take('{')) {
            return map(depth);
        }
        if (take('[')) {
            return list(depth);
        }
        if (take('"')) {
            return string();
        }
        for (String word : new String[] {"true", "false", "null"}) {
            if (text.startsWith(word, place)) {
                place += word.length();
                return word.equals("null") ? null : (Object) word.equals("true");
            }
        }
        return number();
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (take('}')) {
            return map;
        }
        do {
            need('"');
            String key = string();
            need(':');
            map.put(key, value(depth + 1));
        } while (take(','));
        need('}');
        return map;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        if (take(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (take(','));
        need(']');
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        while (place < text.length()) {
            char c = text.charAt(place++);
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                break;
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw bad("'\"'");
    }

    private char escaped() {
        char c = place < text.length() ? text.charAt(place++) : ' ';
        if (c == 'u' && place + 4 <= text.length()) {
            try {
                int code = Integer.parseInt(text.substring(place, place + 4), 16);
                place += 4;
                return (char) code;
            } catch (NumberFormatException error) {
                throw bad("four hexadecimal digits");
            }
        }
        int known = "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            throw bad("an escape");
        }
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private Object number() {
        int start = place;
        while (place < text.length() && "+-.eE0123456789".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
        String digits = text.substring(start, place);
        try {
            // More than 18 digits may be more than a long holds.
            boolean whole = digits.matches("-?[0-9]{1,19}") && !digits.equals("-0");
            if (whole && (digits.length() < 19 || new BigDecimal(digits).abs().compareTo(LARGEST) <= 0)) {
                return Long.valueOf(digits);
            }
            return Double.valueOf(digits);
        } catch (NumberFormatException error) {
            place = start;
            throw bad("a value");
        }
    }

    /**
     * Writes a value as JSON; arrays of primitives, any number and enums with a JSON word are written too.
     *
     * @param value the value
     * @return the text
     * @throws KingpostException {@code kp.invalid_params} for NaN, infinities, other classes, and text with half a surrogate pair
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map) {
            out.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(separator);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append('}');
        } else if (value instanceof Iterable) {
            out.append('[');
            String separator = "";
            for (Object item : (Iterable<?>) value) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(']');
        } else if (value != null && value.getClass().isArray()) {
            out.append('[');
            for (int item = 0; item < java.lang.reflect.Array.getLength(value); item++) {
                out.append(item == 0 ? "" : ",");
                write(java.lang.reflect.Array.get(value, item), out);
            }
            out.append(']');
        } else if (value instanceof Component) {
            // A component that is a parameter of another of its family.
            Map<String, Object> member = new LinkedHashMap<>();
            String family = value instanceof Classifier ? "classifier" : value instanceof Detector ? "detector" : "forecaster";
            member.put(family, ((Component) value).id());
            member.put("params", ((Component) value).params());
            write(member, out);
        } else if (value instanceof Choice) {
            quote(((Choice) value).word(), out);
        } else if (value instanceof CharSequence || value instanceof Character) {
            quote(value.toString(), out);
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            out.append(value);
        } else {
            throw new KingpostException("kp.invalid_params", value + " (" + value.getClass().getName()
                + ") has no form in JSON; use finite numbers, text, truth values, lists, maps or null");
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number && Math.abs(((Number) value).doubleValue()) <= Double.MAX_VALUE;
    }

    private static void quote(String text, StringBuilder out) {
        int half = BlockWriter.half(text);
        if (half >= 0) {
            throw new KingpostException("kp.invalid_params", BlockWriter.halfMessage("the text '" + text + "'", text, half));
        }
        out.append('"');
        for (int place = 0; place < text.length(); place++) {
            char c = text.charAt(place);
            if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        out.append('"');
    }
}
