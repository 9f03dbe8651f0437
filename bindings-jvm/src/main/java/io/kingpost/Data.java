package io.kingpost;

/** What crosses to the core and back: a {@link Frame} or a {@link Csr}. */
public interface Data {
    /**
     * How many rows there are.
     *
     * @return the rows
     */
    int rows();
}
