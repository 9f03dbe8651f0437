package io.kingpost;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Copies a result out of the native library's memory, one bulk copy a column; the layout is that of {@code wire.rs}. */
final class BlockReader {
    private static final Column.Kind[] KINDS = Column.Kind.values();
    private static final Column.Unit[] UNITS = Column.Unit.values();

    private final Pointer memory;
    private long place;

    BlockReader(long address) {
        memory = new Pointer(address);
    }

    /** The data; null for the block that says nothing. */
    Data data() {
        return (Data) answer();
    }

    /** The data, a {@link Double} for a number, a string for text, null for the block that says nothing; throws the error that it may be. */
    Object answer() {
        switch ((int) word()) {
            case 1:
                return frame();
            case 2:
                return matrix();
            case 3:
                return Double.longBitsToDouble(word());
            case 4:
                throw error();
            case 5:
                return text(word());
            default:
                return null;
        }
    }

    private KingpostException error() {
        String code = text(word());
        String message = text(word());
        Map<String, String> context = new TreeMap<>();
        for (long left = word(); left > 0; left--) {
            String name = text(word());
            context.put(name, text(word()));
        }
        return new KingpostException(code, message, context, null);
    }

    /** Bytes after their number. */
    byte[] counted() {
        return bytes(word());
    }

    private long word() {
        place += 8;
        return memory.getLong(place - 8);
    }

    private static int length(long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new KingpostException(
                "kp.unsupported", "the result has " + length + " values; an array of Java holds 2^31");
        }
        return (int) length;
    }

    private void skip(long bytes) {
        place += (bytes + 7) / 8 * 8;
    }

    private byte[] bytes(long count) {
        byte[] bytes = new byte[length(count)];
        memory.read(place, bytes, 0, bytes.length);
        skip(count);
        return bytes;
    }

    private double[] doubles(long count) {
        double[] values = new double[length(count)];
        memory.read(place, values, 0, values.length);
        skip(8 * count);
        return values;
    }

    private long[] longs(long count) {
        long[] values = new long[length(count)];
        memory.read(place, values, 0, values.length);
        skip(8 * count);
        return values;
    }

    private boolean[] booleans(long count) {
        byte[] bytes = bytes(count);
        boolean[] values = new boolean[bytes.length];
        for (int row = 0; row < bytes.length; row++) {
            values[row] = bytes[row] != 0;
        }
        return values;
    }

    private String text(long length) {
        return length < 0 ? null : new String(bytes(length), StandardCharsets.UTF_8);
    }

    private Frame frame() {
        long columns = word();
        long rows = word();
        Frame.Builder frame = Frame.builder();
        for (long column = 0; column < columns; column++) {
            Column.Kind kind = KINDS[(int) word()];
            Column.Unit unit = UNITS[(int) word()];
            String name = text(word());
            String zone = text(word());
            frame.column(name, column(kind, unit, zone, rows));
        }
        return frame.build();
    }

    private Column column(Column.Kind kind, Column.Unit unit, String zone, long rows) {
        switch (kind) {
            case DOUBLES:
                return Column.doubles(doubles(rows));
            case LONGS:
                return Column.longs(longs(rows));
            case BOOLEANS:
                return Column.booleans(booleans(rows));
            case STRINGS:
                return Column.strings(strings(rows));
            default:
                return Column.times(longs(rows), unit, zone);
        }
    }

    private String[] strings(long rows) {
        long length = word();
        boolean someMissing = word() != 0;
        long[] ends = longs(rows);
        boolean[] missing = someMissing ? booleans(rows) : null;
        byte[] text = bytes(length);
        String[] strings = new String[ends.length];
        String last = null;
        int lastStart = 0;
        int start = 0;
        for (int row = 0; row < strings.length; row++) {
            int end = (int) ends[row];
            if (missing == null || !missing[row]) {
                // The ids of a forecast repeat: one string serves them all.
                if (last == null || !sameBytes(text, lastStart, start, end - start, ends, row)) {
                    last = new String(text, start, end - start, StandardCharsets.UTF_8);
                    lastStart = start;
                }
                strings[row] = last;
            } else {
                last = null;
            }
            start = end;
        }
        return strings;
    }

    /** Whether the row before, which started there, has the bytes of this one. */
    private static boolean sameBytes(byte[] text, int before, int start, int length, long[] ends, int row) {
        if (start - (int) (row < 2 ? 0 : ends[row - 2]) != length) {
            return false;
        }
        for (int place = 0; place < length; place++) {
            if (text[before + place] != text[start + place]) {
                return false;
            }
        }
        return true;
    }

    private Csr matrix() {
        long rows = word();
        long columns = word();
        long stored = word();
        long[] offsets = longs(rows + 1);
        int[] indices = new int[length(stored)];
        memory.read(place, indices, 0, indices.length);
        skip(4 * stored);
        return new Csr((int) columns, offsets, indices, doubles(stored));
    }
}
