package io.kingpost;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes data as the block that the native library reads in place (its layout is described in {@code wire.rs}).
 *
 * <p>The memory is freed by {@link #close()}, at once and not by the garbage collector, and does not count as direct
 * buffers do.
 */
final class BlockWriter implements AutoCloseable {
    private static final int SMALL = 1 << 16;
    /**
     * Where a thread writes its small requests. A class of Java's own, so that a thread that outlives this class loader does
     * not hold it.
     */
    private static final ThreadLocal<ByteBuffer> SCRATCH =
        ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(SMALL).order(ByteOrder.LITTLE_ENDIAN));

    /** Null where the block is in the thread's own memory. */
    private final Memory memory;
    private final ByteBuffer out;

    private BlockWriter(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new KingpostException(
                "kp.invalid_data", "the data take " + bytes + " bytes; a call takes at most " + Integer.MAX_VALUE);
        }
        memory = new Memory(bytes);
        out = memory.getByteBuffer(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private BlockWriter(ByteBuffer scratch) {
        memory = null;
        out = scratch;
        out.clear();
    }

    /** The block, or the block that says nothing for null. */
    static BlockWriter of(Data data) {
        Body body = Body.of(data);
        BlockWriter block = new BlockWriter(body.bytes());
        body.write(block);
        block.out.flip();
        return block;
    }

    /** A request; a thread has one at a time. */
    static BlockWriter request(String name, String args, Data... tables) {
        byte[] first = utf8(name, "the name");
        byte[] second = utf8(args, "the arguments");
        Body[] bodies = new Body[tables.length];
        long bytes = 16 + padded(first.length) + padded(second.length);
        for (int at = 0; at < bodies.length; at++) {
            bodies[at] = Body.of(tables[at]);
            bytes += bodies[at].bytes();
        }
        BlockWriter block = bytes <= SMALL ? new BlockWriter(SCRATCH.get()) : new BlockWriter(bytes);
        block.text(first);
        block.text(second);
        for (Body body : bodies) {
            body.write(block);
        }
        block.out.flip();
        return block;
    }

    /** Bytes as they are. */
    static BlockWriter raw(byte[] bytes) {
        // No memory of length 0 can be had.
        BlockWriter block = new BlockWriter(Math.max(1, bytes.length));
        block.out.put(bytes);
        block.out.flip();
        return block;
    }

    /** What was written, and nothing behind it. */
    ByteBuffer buffer() {
        return out.slice();
    }

    /** The memory itself, of which {@link #length} bytes count. */
    ByteBuffer memory() {
        return out;
    }

    int length() {
        return out.limit();
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
        }
    }

    /** Data that is about to be written: how long it will be, and then its words. */
    private interface Body {
        long bytes();

        void write(BlockWriter block);

        static Body of(Data data) {
            if (data instanceof Frame) {
                return new FrameBody((Frame) data);
            }
            if (data instanceof Csr) {
                return new MatrixBody((Csr) data);
            }
            if (data != null) {
                throw new KingpostException(
                    "kp.invalid_data", data.getClass().getName() + " is given; data must be a Frame or a Csr");
            }
            return NOTHING;
        }
    }

    private static final Body NOTHING = new Body() {
        @Override
        public long bytes() {
            return 8;
        }

        @Override
        public void write(BlockWriter block) {
            block.words(0);
        }
    };

    private static final class FrameBody implements Body {
        private final Frame frame;
        private final Text[] texts;
        private final byte[][] names;
        private final byte[][] zones;
        private long bytes = 24;

        FrameBody(Frame frame) {
            this.frame = frame;
            Map<String, Column> columns = frame.columns();
            texts = new Text[columns.size()];
            names = new byte[columns.size()][];
            zones = new byte[columns.size()][];
            int place = 0;
            for (Map.Entry<String, Column> entry : columns.entrySet()) {
                Column column = entry.getValue();
                names[place] = utf8(entry.getKey(), "the name of a column");
                zones[place] = column.zone == null ? null : utf8(column.zone, "a zone");
                if (column.kind == Column.Kind.STRINGS) {
                    texts[place] = new Text(entry.getKey(), column.asStrings());
                }
                bytes += 32 + padded(names[place].length) + (zones[place] == null ? 0 : padded(zones[place].length));
                bytes += texts[place] != null ? texts[place].size()
                    : column.kind == Column.Kind.BOOLEANS ? padded(column.length()) : 8L * column.length();
                place++;
            }
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void write(BlockWriter block) {
            block.words(1, names.length, frame.rows());
            int place = 0;
            for (Column column : frame.columns().values()) {
                block.words(column.kind.ordinal(), column.unit == null ? 0 : column.unit.ordinal());
                block.text(names[place]);
                block.text(zones[place]);
                block.values(column, texts[place]);
                place++;
            }
        }
    }

    private static final class MatrixBody implements Body {
        private final Csr matrix;

        MatrixBody(Csr matrix) {
            this.matrix = matrix;
        }

        @Override
        public long bytes() {
            long stored = matrix.values.length;
            return 32 + 8L * matrix.indptr.length + padded(4 * stored) + 8 * stored;
        }

        @Override
        public void write(BlockWriter block) {
            block.words(2, matrix.rows(), matrix.columns, matrix.values.length);
            block.words(matrix.indptr);
            block.out.asIntBuffer().put(matrix.indices);
            block.skip(4 * matrix.indices.length);
            block.doubles(matrix.values);
        }
    }

    /** A text after its length; -1 for none. */
    private void text(byte[] text) {
        words(text == null ? -1 : text.length);
        if (text != null) {
            bytes(text);
        }
    }

    private void values(Column column, Text text) {
        switch (column.kind) {
            case DOUBLES:
                doubles((double[]) column.values);
                break;
            case BOOLEANS:
                bytes(bytesOf((boolean[]) column.values));
                break;
            case STRINGS:
                words(text.length, text.missing == null ? 0 : 1);
                words(text.ends);
                if (text.missing != null) {
                    bytes(bytesOf(text.missing));
                }
                out.put(text.bytes, 0, text.length);
                pad();
                break;
            default:
                words((long[]) column.values);
        }
    }

    private static byte[] bytesOf(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int row = 0; row < values.length; row++) {
            bytes[row] = (byte) (values[row] ? 1 : 0);
        }
        return bytes;
    }

    private void words(long... words) {
        if (words.length < 8) {
            for (long word : words) {
                out.putLong(word);
            }
            return;
        }
        out.asLongBuffer().put(words);
        out.position(out.position() + 8 * words.length);
    }

    private void doubles(double[] values) {
        out.asDoubleBuffer().put(values);
        out.position(out.position() + 8 * values.length);
    }

    private void bytes(byte[] bytes) {
        out.put(bytes);
        pad();
    }

    private void skip(int bytes) {
        out.position(out.position() + bytes);
        pad();
    }

    private void pad() {
        while (out.position() % 8 != 0) {
            out.put((byte) 0);
        }
    }

    private static long padded(long bytes) {
        return (bytes + 7) / 8 * 8;
    }

    /** UTF-8 of text that has one: half a surrogate pair has none. */
    static byte[] utf8(String text, String place) {
        int half = half(text);
        if (half >= 0) {
            throw new KingpostException("kp.invalid_data", halfMessage(place, text, half));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where half a surrogate pair is; -1 in text without. */
    static int half(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                    && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
                if (!pair) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    static String halfMessage(String place, String text, int half) {
        return String.format("%s has half a surrogate pair, \\u%04x, at offset %d; it is no Unicode text",
            place, (int) text.charAt(half), half);
    }

    /** A column of text, end to end. */
    private static final class Text {
        private byte[] bytes;
        private int length;
        private final long[] ends;
        private boolean[] missing;

        Text(String column, String[] rows) {
            bytes = new byte[Math.max(16, 8 * rows.length)];
            ends = new long[rows.length];
            String last = null;
            byte[] encoded = new byte[0];
            for (int row = 0; row < rows.length; row++) {
                String text = rows[row];
                if (text == null) {
                    missing = missing == null ? new boolean[rows.length] : missing;
                    missing[row] = true;
                } else {
                    // The ids of a long table repeat.
                    if (text != last) {
                        encoded = encode(text, column, row);
                        last = text;
                    }
                    append(encoded);
                }
                ends[row] = length;
            }
        }

        private static byte[] encode(String text, String column, int row) {
            try {
                return utf8(text, "row " + row + " of column '" + column + "'");
            } catch (KingpostException error) {
                java.util.TreeMap<String, String> context = new java.util.TreeMap<>();
                context.put("column", column);
                context.put("row", Integer.toString(row));
                throw new KingpostException(error.code(), error.getMessage(), context, null);
            }
        }

        private void append(byte[] more) {
            if (length + (long) more.length > Integer.MAX_VALUE - 8) {
                throw new KingpostException("kp.invalid_data", "a column of text takes at most 2 GiB in UTF-8");
            }
            if (length + more.length > bytes.length) {
                long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
                bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, length + (long) more.length));
            }
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }

        long size() {
            return 16 + 8L * ends.length + (missing == null ? 0 : padded(ends.length)) + padded(length);
        }
    }
}
