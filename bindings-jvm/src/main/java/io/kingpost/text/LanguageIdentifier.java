package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells the language of texts, or any other class that shows in how words are spelt, by hashed n-grams of characters.
 *
 * <p>Words in lower case, with a space before and after, are cut into n-grams of characters; digits, ASCII punctuation and symbols are left
 * out. With c occurrences in the class of an n-gram (by its hash, one of <code>n_features</code>) among C, its weight is
 * ln((c + alpha) / (C + alpha n_features)): multinomial naive Bayes with equal prior chances. Weights are kept as one byte each, the range of
 * all cut into 255 steps, so that a model of 79 languages has 4.7 MB. Probabilities are the softmax of the sums of weights, divided by the
 * number of lengths of n-grams, as n-grams that overlap say the same thing again; they rank well and are still too sure of
 * themselves on long texts.
 *
 * <p>Input: texts and one label a text; some hundred sentences a language will do. A text without a letter gets equal probabilities.
 * Output: as every classifier; <code>explain</code> names the n-grams that speak most for the label, in units of ln, against the mean of all classes.
 * Errors: <code>kp.invalid_params</code> where the first number of <code>ngram_range</code> is above the second, and for more than 2^28 weights;
 * <code>kp.invalid_data</code> for features instead of texts.
 * Cost: the bytes × lengths of n-grams × classes; memory a byte a class and feature, at the fit four more.
 * Source: Cavnar and Trenkle, N-gram-based text categorization, 1994; Lui and Baldwin, Cross-domain feature selection for language
 * identification, 2011; scikit-learn's <code>MultinomialNB</code>, to whose weights these are equal up to the rounding to a byte.
 *
 * <p>Fitting gives a {@link io.kingpost.ClassifierModel}.
 */
public final class LanguageIdentifier extends Classifier {
    /** The component's id. */
    public static final String ID = "text.language_identifier";

    private LanguageIdentifier(Map<String, Object> params) {
        super(ID, params);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * What is added to each count.
         * <p>Default {@code 0.05}. Range {@code 0.000001..=1000}.
         *
         * @param alpha the value
         * @return this
         */
        public Builder alpha(double alpha) {
            values.put("alpha", alpha);
            return this;
        }

        /**
         * How many hashes there are.
         * <p>Default {@code 60000}. Range {@code 16..=16777216}.
         *
         * @param nFeatures the value
         * @return this
         */
        public Builder nFeatures(long nFeatures) {
            values.put("n_features", nFeatures);
            return this;
        }

        /**
         * The least and the greatest length of the n-grams; the least may not be above the greatest.
         * <p>Default {@code [1,4]}.
         *
         * @param ngramRange the value
         * @return this
         */
        public Builder ngramRange(long... ngramRange) {
            values.put("ngram_range", ngramRange);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public LanguageIdentifier build() {
            return new LanguageIdentifier(new LinkedHashMap<>(values));
        }
    }
}
