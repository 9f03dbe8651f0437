package io.kingpost;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One column: real numbers (NaN is missing), whole numbers, truth values, text (null is missing), or points in time.
 *
 * <p>A column keeps the array that it is given and hands out the array that it keeps: nothing is copied. Do not change
 * an array while a call reads it.
 */
public final class Column {
    /** What a column holds. */
    public enum Kind {
        /** {@code double[]}; NaN is a missing value. */
        DOUBLES,
        /** {@code long[]}. */
        LONGS,
        /** {@code boolean[]}. */
        BOOLEANS,
        /** {@code String[]}; null is a missing value. */
        STRINGS,
        /** Ticks since 1970 as {@code long[]}, see {@link Unit}. */
        TIMES
    }

    /** What one tick of a column of times is. */
    public enum Unit {
        /** One second. */
        SECOND(1L),
        /** A thousandth of a second. */
        MILLISECOND(1_000L),
        /** A millionth of a second. */
        MICROSECOND(1_000_000L),
        /** A thousand-millionth of a second. */
        NANOSECOND(1_000_000_000L);

        final long perSecond;

        Unit(long perSecond) {
            this.perSecond = perSecond;
        }
    }

    final Kind kind;
    final Object values;
    final Unit unit;
    final String zone;
    private final int length;

    private Column(Kind kind, Object values, int length, Unit unit, String zone) {
        this.kind = kind;
        this.values = values;
        this.length = length;
        this.unit = unit;
        this.zone = zone;
    }

    /**
     * Real numbers.
     *
     * @param values the numbers; NaN is a missing value
     * @return a column that keeps the array
     */
    public static Column doubles(double... values) {
        return new Column(Kind.DOUBLES, Given.data(values, "values"), values.length, null, null);
    }

    /**
     * Whole numbers.
     *
     * @param values the numbers
     * @return a column that keeps the array
     */
    public static Column longs(long... values) {
        return new Column(Kind.LONGS, Given.data(values, "values"), values.length, null, null);
    }

    /**
     * Truth values.
     *
     * @param values the values
     * @return a column that keeps the array
     */
    public static Column booleans(boolean... values) {
        return new Column(Kind.BOOLEANS, Given.data(values, "values"), values.length, null, null);
    }

    /**
     * Text.
     *
     * @param values the texts; null is a missing value
     * @return a column that keeps the array
     */
    public static Column strings(String... values) {
        return new Column(Kind.STRINGS, Given.data(values, "values"), values.length, null, null);
    }

    /**
     * Points in time.
     *
     * @param epochMillis milliseconds since 1970-01-01T00:00:00
     * @return a column that keeps the array
     */
    public static Column times(long... epochMillis) {
        return times(epochMillis, Unit.MILLISECOND, null);
    }

    /**
     * Points in time.
     *
     * @param ticks ticks since 1970-01-01T00:00:00
     * @param unit what one tick is
     * @param zone the name of the zone, handed through as it is; or null
     * @return a column that keeps the array
     */
    public static Column times(long[] ticks, Unit unit, String zone) {
        return new Column(Kind.TIMES, Given.data(ticks, "ticks"), ticks.length, Given.data(unit, "unit"), zone);
    }

    /**
     * Points in time, to the millisecond.
     *
     * @param values the points; none may be null
     * @return a column
     * @throws KingpostException {@code kp.missing_values} for a null, {@code kp.invalid_data} for a time whose milliseconds no
     *     long holds, naming the row
     */
    public static Column dates(Instant... values) {
        return dates(null, Given.data(values, "values"));
    }

    /** As {@link #dates(Instant...)}, of a column whose name is known or null. */
    static Column dates(String name, Instant[] values) {
        long[] millis = new long[values.length];
        for (int row = 0; row < values.length; row++) {
            if (values[row] == null) {
                throw refused("kp.missing_values", name, row, "no date", "");
            }
            try {
                millis[row] = values[row].toEpochMilli();
            } catch (ArithmeticException error) {
                throw refused("kp.invalid_data", name, row, values[row], "; its milliseconds since 1970 must fit 64 bits");
            }
        }
        return times(millis);
    }

    private static KingpostException refused(String code, String name, int row, Object value, String allowed) {
        Map<String, String> context = new TreeMap<>();
        context.put("row", Integer.toString(row));
        if (name != null) {
            context.put("column", name);
        }
        String column = name == null ? "the column" : "column '" + name + "'";
        return new KingpostException(code, column + " has " + value + " in row " + row + allowed, context, null);
    }

    /**
     * What the column holds.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * How many rows there are.
     *
     * @return the rows
     */
    public int length() {
        return length;
    }

    /**
     * What one tick is; null unless the column holds times.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * The zone's name, or null.
     *
     * @return the zone
     */
    public String zone() {
        return zone;
    }

    /**
     * Real numbers as they are kept; whole numbers and truth values are converted.
     *
     * @return the numbers
     * @throws KingpostException {@code kp.invalid_data} for text and times
     */
    public double[] asDoubles() {
        switch (kind) {
            case DOUBLES:
                return (double[]) values;
            case LONGS:
                return Arrays.stream((long[]) values).asDoubleStream().toArray();
            case BOOLEANS:
                double[] numbers = new double[length];
                for (int row = 0; row < length; row++) {
                    numbers[row] = ((boolean[]) values)[row] ? 1.0 : 0.0;
                }
                return numbers;
            default:
                throw wrong("real numbers");
        }
    }

    /**
     * Whole numbers as they are kept, or the ticks of times.
     *
     * @return the numbers
     * @throws KingpostException {@code kp.invalid_data} for anything else
     */
    public long[] asLongs() {
        if (kind == Kind.LONGS || kind == Kind.TIMES) {
            return (long[]) values;
        }
        throw wrong("whole numbers");
    }

    /**
     * Truth values as they are kept.
     *
     * @return the values
     * @throws KingpostException {@code kp.invalid_data} for anything else
     */
    public boolean[] asBooleans() {
        if (kind == Kind.BOOLEANS) {
            return (boolean[]) values;
        }
        throw wrong("truth values");
    }

    /**
     * Text as it is kept; null is a missing value.
     *
     * @return the texts
     * @throws KingpostException {@code kp.invalid_data} for anything else
     */
    public String[] asStrings() {
        if (kind == Kind.STRINGS) {
            return (String[]) values;
        }
        throw wrong("text");
    }

    /**
     * Times as milliseconds since 1970; finer units are rounded down.
     *
     * @return the milliseconds
     * @throws KingpostException {@code kp.invalid_data} for anything else, and for seconds whose milliseconds no long holds
     */
    public long[] asEpochMillis() {
        if (kind != Kind.TIMES) {
            throw wrong("points in time");
        }
        long[] ticks = (long[]) values;
        if (unit == Unit.MILLISECOND) {
            return ticks;
        }
        long[] millis = new long[length];
        for (int row = 0; row < length; row++) {
            try {
                millis[row] = unit == Unit.SECOND
                    ? Math.multiplyExact(ticks[row], 1_000L)
                    : Math.floorDiv(ticks[row], unit.perSecond / 1_000L);
            } catch (ArithmeticException error) {
                throw tooFar(row, "its milliseconds must fit 64 bits");
            }
        }
        return millis;
    }

    /**
     * Times, exactly.
     *
     * @return the points in time
     * @throws KingpostException {@code kp.invalid_data} for anything else, and for seconds that no {@link Instant} reaches
     */
    public Instant[] asInstants() {
        if (kind != Kind.TIMES) {
            throw wrong("points in time");
        }
        Instant[] instants = new Instant[length];
        for (int row = 0; row < length; row++) {
            instants[row] = instant(row);
        }
        return instants;
    }

    private Instant instant(int row) {
        long tick = ((long[]) values)[row];
        long second = Math.floorDiv(tick, unit.perSecond);
        try {
            return Instant.ofEpochSecond(second, Math.floorMod(tick, unit.perSecond) * (1_000_000_000L / unit.perSecond));
        } catch (DateTimeException error) {
            throw tooFar(row, "an Instant reaches from " + Instant.MIN + " to " + Instant.MAX);
        }
    }

    /** Only a column of seconds reaches so far. */
    private KingpostException tooFar(int row, String allowed) {
        return refused("kp.invalid_data", null, row, ((long[]) values)[row] + " seconds since 1970", "; " + allowed);
    }

    /** The value of a row as a reader would write it. */
    String show(int row) {
        switch (kind) {
            case DOUBLES:
                return Double.toString(((double[]) values)[row]);
            case LONGS:
                return Long.toString(((long[]) values)[row]);
            case BOOLEANS:
                return Boolean.toString(((boolean[]) values)[row]);
            case STRINGS:
                return String.valueOf(((String[]) values)[row]);
            default:
                try {
                    return instant(row).toString();
                } catch (KingpostException tooFar) {
                    return ((long[]) values)[row] + " s";
                }
        }
    }

    private KingpostException wrong(String expected) {
        String[] kinds = {"real numbers", "whole numbers", "truth values", "text", "points in time"};
        return new KingpostException(
            "kp.invalid_data", "the column holds " + kinds[kind.ordinal()] + "; " + expected + " were asked for");
    }

    /** Same kind, same unit, same values; NaN equals NaN. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Column)) {
            return false;
        }
        Column that = (Column) other;
        return kind == that.kind
            && unit == that.unit
            && java.util.Objects.equals(zone, that.zone)
            && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {kind, values});
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int row = 0; row < Math.min(length, 10); row++) {
            text.append(row == 0 ? "" : ", ").append(show(row));
        }
        return text.append(length > 10 ? ", ... " + length + " rows]" : "]").toString();
    }
}
