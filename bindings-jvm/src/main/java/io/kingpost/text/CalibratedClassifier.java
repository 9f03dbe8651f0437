package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the probabilities of a classifier hold what they say, and gives each class a threshold.
 *
 * <p>The classifier is fitted <code>cv</code> times without one part of the documents, each class dealt out evenly, and says how
 * probable each class is for the documents left out. For each class, the log-odds s of these answers and whether the
 * document is of the class give a curve: 1 / (1 + exp(a s + b)) by maximum likelihood with Platt's targets, or rising steps by
 * least squares with straight lines between them. New documents go through the classifier fitted to all documents and
 * these curves; of more than two classes the probabilities are divided by their sum. With thresholds t the answer is the class
 * with the largest p_k / t_k, so that of two classes with t and 1 - t the one with probability t or more wins.
 *
 * <p>Input: as the classifier's. Labels: text, whole numbers or truth values, at least two different ones, each on at least
 * two documents; a class with fewer documents than <code>cv</code> lowers the number of parts. Output: the class chosen and its
 * probability, or the probability of each class. <code>explain</code> is the classifier's, for the class chosen.
 * Errors: those of the classifier; <code>kp.not_enough_data</code> for a class with one document; <code>kp.invalid_params</code> for a
 * classifier that there is not, and thresholds that do not fit the classes.
 * Cost: <code>cv</code> + 1 fits of the classifier.
 * Source: Platt, Probabilistic Outputs for Support Vector Machines, 1999, as corrected by Lin, Lin and Weng, Machine
 * Learning 68, 2007; Zadrozny and Elkan, Transforming Classifier Scores into Accurate Multiclass Probability Estimates, KDD
 * 2002; scikit-learn 1.9.1, <code>CalibratedClassifierCV</code> with <code>ensemble=False</code>, whose parts and curves these are.
 *
 * <p>Fitting gives a {@link io.kingpost.ClassifierModel}.
 */
public final class CalibratedClassifier extends Classifier {
    /** The component's id. */
    public static final String ID = "text.calibrated_classifier";

    private CalibratedClassifier(Map<String, Object> params) {
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

    /** What {@code method} may be. */
    public enum Method implements Choice {
        /**
         * A logistic curve (Platt): for few documents.
         */
        SIGMOID("sigmoid"),
        /**
         * Any rising steps: for a thousand documents or more.
         */
        ISOTONIC("isotonic"),
        /**
         * Nothing: the probabilities stay.
         */
        NONE("none");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code tune} may be. */
    public enum Tune implements Choice {
        /**
         * F1: the harmonic mean of precision and recall.
         */
        F1("f1"),
        /**
         * The mean of the recall of the class and of all others together.
         */
        BALANCED_ACCURACY("balanced_accuracy");

        private final String word;

        Tune(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** Collects parameters. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How many parts the documents are dealt into.
         * <p>Default {@code 5}. Range {@code 2..=1000}.
         *
         * @param cv the value
         * @return this
         */
        public Builder cv(long cv) {
            values.put("cv", cv);
            return this;
        }

        /**
         * The classifier: a name, or a name with parameters.
         * <p>Default {@code "LinearClassifier"}.
         *
         * @param estimator the value
         * @return this
         */
        public Builder estimator(Object estimator) {
            values.put("estimator", estimator);
            return this;
        }

        /**
         * What turns scores into probabilities.
         * <p>Default {@code "sigmoid"}.
         *
         * @param method the value
         * @return this
         */
        public Builder method(Method method) {
            values.put("method", method);
            return this;
        }

        /**
         * The threshold of each class in the order of <code>classes</code>; null for <code>tune</code>, or for none.
         * <p>Default {@code null}.
         *
         * @param thresholds the value
         * @return this
         */
        public Builder thresholds(double... thresholds) {
            values.put("thresholds", thresholds);
            return this;
        }

        /**
         * Give each class the threshold that is best by this measure on the documents left out; null for none.
         * <p>Default {@code null}.
         *
         * @param tune the value
         * @return this
         */
        public Builder tune(Tune tune) {
            values.put("tune", tune);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public CalibratedClassifier build() {
            return new CalibratedClassifier(new LinkedHashMap<>(values));
        }
    }
}
