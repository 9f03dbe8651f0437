package io.kingpost;

/** A constant that stands for one word of a parameter, such as {@code additive}. */
public interface Choice {
    /**
     * The word that every language uses.
     *
     * @return the word
     */
    String word();
}
