package io.kingpost;

import java.util.Arrays;

/**
 * A sparse matrix in compressed row form: row {@code r} has the entries {@code indptr[r]} to {@code indptr[r + 1]} of
 * {@code indices} (columns, rising) and {@code values}. The arrays are kept and handed out, not copied.
 */
public final class Csr implements Data {
    final int columns;
    final long[] indptr;
    final int[] indices;
    final double[] values;

    /**
     * Adopts the three arrays; the core checks them when it is called.
     *
     * @param columns how many columns there are
     * @param indptr where each row starts, and the end of the last
     * @param indices the column of each entry
     * @param values the value of each entry
     * @throws KingpostException {@code kp.invalid_data} when there are not as many indices as values, or no offset
     */
    public Csr(int columns, long[] indptr, int[] indices, double[] values) {
        Given.data(indptr, "indptr");
        if (Given.data(indices, "indices").length != Given.data(values, "values").length) {
            throw new KingpostException(
                "kp.invalid_data", indices.length + " column indices for " + values.length + " values");
        }
        if (indptr.length == 0) {
            throw new KingpostException("kp.invalid_data", "there are no row offsets; an empty matrix has one, 0");
        }
        this.columns = columns;
        this.indptr = indptr;
        this.indices = indices;
        this.values = values;
    }

    @Override
    public int rows() {
        return indptr.length - 1;
    }

    /**
     * How many columns there are.
     *
     * @return the columns
     */
    public int columns() {
        return columns;
    }

    /**
     * Where each row starts, and the end of the last.
     *
     * @return the offsets
     */
    public long[] indptr() {
        return indptr;
    }

    /**
     * The column of each entry.
     *
     * @return the columns
     */
    public int[] indices() {
        return indices;
    }

    /**
     * The value of each entry.
     *
     * @return the values
     */
    public double[] values() {
        return values;
    }

    /**
     * One row with its zeros written out.
     *
     * @param row which row
     * @return as many values as there are columns
     */
    public double[] row(int row) {
        double[] dense = new double[columns];
        for (long place = indptr[row]; place < indptr[row + 1]; place++) {
            dense[indices[(int) place]] = values[(int) place];
        }
        return dense;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Csr
            && columns == ((Csr) other).columns
            && Arrays.equals(indptr, ((Csr) other).indptr)
            && Arrays.equals(indices, ((Csr) other).indices)
            && Arrays.equals(values, ((Csr) other).values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(indptr) + Arrays.hashCode(indices)) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return rows() + " x " + columns + " sparse matrix, " + values.length + " entries stored";
    }
}
