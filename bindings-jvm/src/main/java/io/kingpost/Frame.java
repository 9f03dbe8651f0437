package io.kingpost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named columns of equal length, in an order that is kept.
 *
 * <pre>{@code
 * Frame sales = Frame.builder()
 *     .strings("unique_id", ids)
 *     .times("ds", epochMillis)
 *     .doubles("y", values)
 *     .build();
 * }</pre>
 */
public final class Frame implements Data {
    private final LinkedHashMap<String, Column> columns;
    private final int rows;

    private Frame(LinkedHashMap<String, Column> columns) {
        this.columns = columns;
        this.rows = columns.isEmpty() ? 0 : columns.values().iterator().next().length();
    }

    /**
     * A frame without columns, to be filled.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A matrix of doubles, row by row; its columns are named x0, x1, ...
     *
     * @param rows the rows, all of one length
     * @return a frame of real numbers
     * @throws KingpostException {@code kp.invalid_data} when the rows differ in length, or one is null
     */
    public static Frame matrix(double[]... rows) {
        int width = Given.data(rows, "rows").length == 0 ? 0 : Given.data(rows[0], "row 0").length;
        double[][] columns = new double[width][rows.length];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] == null || rows[row].length != width) {
                Given.data(rows[row], "row " + row);
                throw new KingpostException(
                    "kp.invalid_data", "row " + row + " has " + rows[row].length + " values, but row 0 has " + width);
            }
            for (int column = 0; column < width; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return ofColumns(columns);
    }

    /**
     * A matrix of doubles in one array, row after row; its columns are named x0, x1, ...
     *
     * @param values the values
     * @param width how many columns there are
     * @return a frame of real numbers
     * @throws KingpostException {@code kp.invalid_data} when the values do not fill the last row
     */
    public static Frame rowMajor(double[] values, int width) {
        if (width < 1 || Given.data(values, "values").length % width != 0) {
            throw new KingpostException(
                "kp.invalid_data", values.length + " values do not make rows of " + width + " columns");
        }
        double[][] columns = new double[width][values.length / width];
        for (int place = 0; place < values.length; place++) {
            columns[place % width][place / width] = values[place];
        }
        return ofColumns(columns);
    }

    private static Frame ofColumns(double[][] columns) {
        Builder builder = builder();
        for (int column = 0; column < columns.length; column++) {
            builder.doubles("x" + column, columns[column]);
        }
        return builder.build();
    }

    /**
     * Texts in the column {@code text}, as the text components read them.
     *
     * @param texts the texts; null is a missing one
     * @return a frame of one column
     */
    public static Frame texts(String... texts) {
        return builder().strings("text", texts).build();
    }

    /**
     * Reads the record batches of an Arrow IPC stream or file.
     *
     * @param ipc the bytes
     * @return a frame
     * @throws KingpostException {@code kp.invalid_data} for anything else, and for column types that a frame has not
     */
    public static Frame fromArrow(byte[] ipc) {
        return Bridge.fromArrow(Given.data(ipc, "ipc"));
    }

    /**
     * This frame as an Arrow IPC stream of one record batch.
     *
     * @return the bytes
     */
    public byte[] toArrow() {
        return Bridge.toArrow(this);
    }

    @Override
    public int rows() {
        return rows;
    }

    /**
     * The names in order.
     *
     * @return the names
     */
    public List<String> names() {
        return Collections.unmodifiableList(new ArrayList<>(columns.keySet()));
    }

    /**
     * Names and columns in order.
     *
     * @return the columns by name
     */
    public Map<String, Column> columns() {
        return Collections.unmodifiableMap(columns);
    }

    /**
     * The column of that name.
     *
     * @param name the name
     * @return the column
     * @throws KingpostException {@code kp.invalid_data}, naming the columns that there are
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new KingpostException(
                "kp.invalid_data",
                "there is no column '" + name + "'; the columns are " + columns.keySet(),
                Collections.singletonMap("column", String.valueOf(name)),
                null);
        }
        return column;
    }

    /**
     * The real numbers of a column; see {@link Column#asDoubles()}.
     *
     * @param name the name
     * @return the numbers
     */
    public double[] getDoubles(String name) {
        return column(name).asDoubles();
    }

    /**
     * The whole numbers of a column; see {@link Column#asLongs()}.
     *
     * @param name the name
     * @return the numbers
     */
    public long[] getLongs(String name) {
        return column(name).asLongs();
    }

    /**
     * The truth values of a column.
     *
     * @param name the name
     * @return the values
     */
    public boolean[] getBooleans(String name) {
        return column(name).asBooleans();
    }

    /**
     * The text of a column; null is a missing value.
     *
     * @param name the name
     * @return the texts
     */
    public String[] getStrings(String name) {
        return column(name).asStrings();
    }

    /**
     * The times of a column as milliseconds since 1970; see {@link Column#asEpochMillis()}.
     *
     * @param name the name
     * @return the milliseconds
     */
    public long[] getTimes(String name) {
        return column(name).asEpochMillis();
    }

    /**
     * The times of a column.
     *
     * @param name the name
     * @return the points in time
     */
    public Instant[] getInstants(String name) {
        return column(name).asInstants();
    }

    /** Same names, same columns, same order; NaN equals NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Frame
            && names().equals(((Frame) other).names())
            && columns.equals(((Frame) other).columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** A table of the first ten rows. */
    @Override
    public String toString() {
        int shown = Math.min(rows, 10);
        String[] lines = new String[shown + 1];
        java.util.Arrays.fill(lines, "");
        for (Map.Entry<String, Column> entry : columns.entrySet()) {
            String[] cells = new String[shown + 1];
            cells[0] = entry.getKey();
            int width = cells[0].length();
            for (int row = 0; row < shown; row++) {
                cells[row + 1] = entry.getValue().show(row);
                width = Math.max(width, cells[row + 1].length());
            }
            for (int line = 0; line <= shown; line++) {
                StringBuilder padded = new StringBuilder(lines[line]).append(lines[line].isEmpty() ? "" : "  ");
                for (int blank = cells[line].length(); blank < width; blank++) {
                    padded.append(' ');
                }
                lines[line] = padded.append(cells[line]).toString();
            }
        }
        String more = rows > shown ? "\n... " + rows + " rows" : "";
        return String.join("\n", lines) + more;
    }

    /** Collects columns. */
    public static final class Builder {
        private final LinkedHashMap<String, Column> columns = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a column.
         *
         * @param name its name
         * @param column its values
         * @return this
         * @throws KingpostException {@code kp.invalid_data} when the name is taken or the length is another
         */
        public Builder column(String name, Column column) {
            given(Given.data(name, "the name of a column"), column);
            if (columns.containsKey(name)) {
                throw refused(name, "two columns are named '" + name + "'");
            }
            if (!columns.isEmpty()) {
                Map.Entry<String, Column> first = columns.entrySet().iterator().next();
                if (first.getValue().length() != column.length()) {
                    throw refused(name, "column '" + name + "' has " + column.length() + " rows, but column '"
                        + first.getKey() + "' has " + first.getValue().length());
                }
            }
            columns.put(name, column);
            return this;
        }

        private static <T> T given(String name, T values) {
            return values != null ? values : Given.data(values, "column '" + name + "'");
        }

        private static KingpostException refused(String name, String message) {
            return new KingpostException(
                "kp.invalid_data", message, Collections.singletonMap("column", String.valueOf(name)), null);
        }

        /**
         * Adds real numbers.
         *
         * @param name the column
         * @param values the numbers; NaN is a missing value
         * @return this
         */
        public Builder doubles(String name, double... values) {
            return column(name, Column.doubles(given(name, values)));
        }

        /**
         * Adds whole numbers.
         *
         * @param name the column
         * @param values the numbers
         * @return this
         */
        public Builder longs(String name, long... values) {
            return column(name, Column.longs(given(name, values)));
        }

        /**
         * Adds truth values.
         *
         * @param name the column
         * @param values the values
         * @return this
         */
        public Builder booleans(String name, boolean... values) {
            return column(name, Column.booleans(given(name, values)));
        }

        /**
         * Adds text.
         *
         * @param name the column
         * @param values the texts; null is a missing value
         * @return this
         */
        public Builder strings(String name, String... values) {
            return column(name, Column.strings(given(name, values)));
        }

        /**
         * Adds times.
         *
         * @param name the column
         * @param epochMillis milliseconds since 1970-01-01T00:00:00
         * @return this
         */
        public Builder times(String name, long... epochMillis) {
            return column(name, Column.times(given(name, epochMillis)));
        }

        /**
         * Adds times, to the millisecond.
         *
         * @param name the column
         * @param values the points; none may be null
         * @return this
         */
        public Builder dates(String name, Instant... values) {
            return column(name, Column.dates(name, given(name, values)));
        }

        /**
         * The frame.
         *
         * @return the columns that were added
         */
        public Frame build() {
            return new Frame(new LinkedHashMap<>(columns));
        }
    }
}
