package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Vectorizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Topics as distributions of words: each word of a text comes from one of a few topics, and the answer is what share of
 * a text each topic has.
 *
 * <p>A text has shares θ ~ Dirichlet(doc_topic_prior) of the topics, a topic has chances β ~ Dirichlet(topic_word_prior) of
 * the terms, and each word is drawn from its topic. The posterior is approximated by variational Bayes: for each text
 * until its shares move by less than <code>mean_change_tol</code>, and for the topics after every <code>batch_size</code> texts by a step of
 * (learning_offset + batches seen)^-learning_decay towards what these texts alone would say.
 *
 * <p>Input: texts, none missing; their words are counted. Output: one row a text with all its values, the expected share of
 * each topic, in sum 1; there are no more topics than texts or terms. <code>parts</code> has each topic's heaviest terms. The
 * start and the order of the texts depend on the seed.
 * Errors: those of <code>CountVectorizer</code>.
 * Cost: O(max_iter × entries × topics × rounds of a text) time on all threads; eight bytes a term and topic.
 * Source: Blei, Ng and Jordan, Latent Dirichlet Allocation, JMLR 3, 2003; Hoffman, Blei and Bach, Online Learning for
 * Latent Dirichlet Allocation, NIPS 2010; scikit-learn 1.9.1, <code>LatentDirichletAllocation</code> with learning_method "online".
 *
 * <p>Fitting gives a {@link io.kingpost.VectorizerModel}.
 */
public final class LatentDirichletAllocation extends Vectorizer {
    /** The component's id. */
    public static final String ID = "text.latent_dirichlet_allocation";

    private LatentDirichletAllocation(Map<String, Object> params) {
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

    /** What {@code analyzer} may be. */
    public enum Analyzer implements Choice {
        /**
         * Words.
         */
        WORD("word"),
        /**
         * Characters, across words; a run of white space counts as one space.
         */
        CHAR("char"),
        /**
         * Characters inside words, each word with a space before and after it.
         */
        CHAR_WB("char_wb");

        private final String word;

        Analyzer(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code normalization} may be. */
    public enum Normalization implements Choice {
        /**
         * Letters and their marks as one character where there is one.
         */
        NFC("nfc"),
        /**
         * Letters and their marks apart.
         */
        NFD("nfd"),
        /**
         * As <code>nfc</code>, with variants replaced: ligatures, wide and narrow forms, letters in circles, superscripts.
         */
        NFKC("nfkc"),
        /**
         * As <code>nfd</code>, with the same variants replaced.
         */
        NFKD("nfkd");

        private final String word;

        Normalization(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code stemmer} may be. */
    public enum Stemmer implements Choice {
        /**
         * {@code arabic}.
         */
        ARABIC("arabic"),
        /**
         * {@code danish}.
         */
        DANISH("danish"),
        /**
         * {@code dutch}.
         */
        DUTCH("dutch"),
        /**
         * {@code english}.
         */
        ENGLISH("english"),
        /**
         * {@code finnish}.
         */
        FINNISH("finnish"),
        /**
         * {@code french}.
         */
        FRENCH("french"),
        /**
         * {@code german}.
         */
        GERMAN("german"),
        /**
         * {@code greek}.
         */
        GREEK("greek"),
        /**
         * {@code hungarian}.
         */
        HUNGARIAN("hungarian"),
        /**
         * {@code italian}.
         */
        ITALIAN("italian"),
        /**
         * {@code norwegian}.
         */
        NORWEGIAN("norwegian"),
        /**
         * {@code portuguese}.
         */
        PORTUGUESE("portuguese"),
        /**
         * {@code romanian}.
         */
        ROMANIAN("romanian"),
        /**
         * {@code russian}.
         */
        RUSSIAN("russian"),
        /**
         * {@code spanish}.
         */
        SPANISH("spanish"),
        /**
         * {@code swedish}.
         */
        SWEDISH("swedish"),
        /**
         * {@code turkish}.
         */
        TURKISH("turkish"),
        /**
         * The English stemmer of Porter's paper of 1980.
         */
        PORTER("porter");

        private final String word;

        Stemmer(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code stripAccents} may be. */
    public enum StripAccents implements Choice {
        /**
         * Decompose (NFKD) and keep ASCII alone: other scripts vanish.
         */
        ASCII("ascii"),
        /**
         * Decompose (NFKD) and drop the combining marks.
         */
        UNICODE("unicode");

        private final String word;

        StripAccents(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What {@code tokens} may be. */
    public enum Tokens implements Choice {
        /**
         * Runs of two or more letters, digits and underscores: scikit-learn's default pattern <code>(?u)&#92;b&#92;w&#92;w+&#92;b</code>. It cuts Indic
         * scripts at their vowel signs and drops words of one character.
         */
        SKLEARN("sklearn"),
        /**
         * The words of Unicode Standard Annex 29, of any length and in any script.
         */
        UNICODE("unicode"),
        /**
         * What is between spaces, tabs, line ends and bytes of 0, punctuation and all: as fastText cuts.
         */
        WHITESPACE("whitespace");

        private final String word;

        Tokens(String word) {
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
         * What the n-grams are made of: words, characters, or characters inside words.
         * <p>Default {@code "word"}.
         *
         * @param analyzer the value
         * @return this
         */
        public Builder analyzer(Analyzer analyzer) {
            values.put("analyzer", analyzer);
            return this;
        }

        /**
         * How many texts are seen between two steps of the topics.
         * <p>Default {@code 128}. Range {@code 1..=1000000}.
         *
         * @param batchSize the value
         * @return this
         */
        public Builder batchSize(long batchSize) {
            values.put("batch_size", batchSize);
            return this;
        }

        /**
         * Fold the case of texts in full, in place of lower case: "Straße" becomes "strasse", and every sigma is
         * one.
         * <p>Default {@code false}.
         *
         * @param caseFold the value
         * @return this
         */
        public Builder caseFold(boolean caseFold) {
            values.put("case_fold", caseFold);
            return this;
        }

        /**
         * The concentration of the topics of a text; null for 1 / topics.
         * <p>Default {@code null}. Range {@code > 0, <= 1000000}.
         *
         * @param docTopicPrior the value
         * @return this
         */
        public Builder docTopicPrior(double docTopicPrior) {
            values.put("doc_topic_prior", docTopicPrior);
            return this;
        }

        /**
         * How fast the steps shorten.
         * <p>Default {@code 0.7}. Range {@code 0..=1}.
         *
         * @param learningDecay the value
         * @return this
         */
        public Builder learningDecay(double learningDecay) {
            values.put("learning_decay", learningDecay);
            return this;
        }

        /**
         * How much the first steps are held back.
         * <p>Default {@code 10.0}. Range {@code 1..=1000000000000}.
         *
         * @param learningOffset the value
         * @return this
         */
        public Builder learningOffset(double learningOffset) {
            values.put("learning_offset", learningOffset);
            return this;
        }

        /**
         * Lower-case the text first, by Unicode's full rules.
         * <p>Default {@code true}.
         *
         * @param lowercase the value
         * @return this
         */
        public Builder lowercase(boolean lowercase) {
            values.put("lowercase", lowercase);
            return this;
        }

        /**
         * Leave out terms that more texts have: above 1 a number of texts, at or below 1 a share of them. So 1 is all
         * texts, written as a whole number too, which scikit-learn takes for one text.
         * <p>Default {@code 1.0}. Range {@code 0..=9007199254740992}.
         *
         * @param maxDf the value
         * @return this
         */
        public Builder maxDf(double maxDf) {
            values.put("max_df", maxDf);
            return this;
        }

        /**
         * A text is done after so many rounds.
         * <p>Default {@code 100}. Range {@code 1..=1000000}.
         *
         * @param maxDocUpdateIter the value
         * @return this
         */
        public Builder maxDocUpdateIter(long maxDocUpdateIter) {
            values.put("max_doc_update_iter", maxDocUpdateIter);
            return this;
        }

        /**
         * Keep at most so many terms, the most frequent ones; null for all.
         * <p>Default {@code null}. Range {@code 1..=2147483647}.
         *
         * @param maxFeatures the value
         * @return this
         */
        public Builder maxFeatures(long maxFeatures) {
            values.put("max_features", maxFeatures);
            return this;
        }

        /**
         * How often each text is seen.
         * <p>Default {@code 10}. Range {@code 1..=1000000}.
         *
         * @param maxIter the value
         * @return this
         */
        public Builder maxIter(long maxIter) {
            values.put("max_iter", maxIter);
            return this;
        }

        /**
         * A text is done when its topics move by less on average.
         * <p>Default {@code 0.001}. Range {@code > 0, <= 1}.
         *
         * @param meanChangeTol the value
         * @return this
         */
        public Builder meanChangeTol(double meanChangeTol) {
            values.put("mean_change_tol", meanChangeTol);
            return this;
        }

        /**
         * Leave out terms that fewer texts have: at or above 1 a number of texts, below 1 a share of them. So 1 is one
         * text, written as 1.0 too, which scikit-learn takes for all texts.
         * <p>Default {@code 1.0}. Range {@code 0..=9007199254740992}.
         *
         * @param minDf the value
         * @return this
         */
        public Builder minDf(double minDf) {
            values.put("min_df", minDf);
            return this;
        }

        /**
         * How many topics there are at most.
         * <p>Default {@code 10}. Range {@code 1..=10000}.
         *
         * @param nComponents the value
         * @return this
         */
        public Builder nComponents(long nComponents) {
            values.put("n_components", nComponents);
            return this;
        }

        /**
         * The least and the greatest length of the n-grams, in words or characters; the least may not be above the
         * greatest.
         * <p>Default {@code [1,1]}.
         *
         * @param ngramRange the value
         * @return this
         */
        public Builder ngramRange(long... ngramRange) {
            values.put("ngram_range", ngramRange);
            return this;
        }

        /**
         * The normal form of Unicode that texts are brought into first, and again after the steps below; null to leave
         * them.
         * <p>Default {@code null}.
         *
         * @param normalization the value
         * @return this
         */
        public Builder normalization(Normalization normalization) {
            values.put("normalization", normalization);
            return this;
        }

        /**
         * Reduce words to their stems, after stop words have gone; only where n-grams are of words.
         * <p>Default {@code null}.
         *
         * @param stemmer the value
         * @return this
         */
        public Builder stemmer(Stemmer stemmer) {
            values.put("stemmer", stemmer);
            return this;
        }

        /**
         * Words to leave out: the name of a list, a list of words, or null for none; only where n-grams are of words.
         * <p>Default {@code null}.
         *
         * @param stopWords the value
         * @return this
         */
        public Builder stopWords(Object stopWords) {
            values.put("stop_words", stopWords);
            return this;
        }

        /**
         * What becomes of accents; null to keep them.
         * <p>Default {@code null}.
         *
         * @param stripAccents the value
         * @return this
         */
        public Builder stripAccents(StripAccents stripAccents) {
            values.put("strip_accents", stripAccents);
            return this;
        }

        /**
         * A regular expression of the words, in place of <code>tokens</code>; <code>&#92;w</code>, <code>&#92;s</code>, <code>&#92;d</code> and <code>&#92;b</code> mean what they mean in
         * Python, and of a group its content is the word. At most one group, no look-around and no back-references.
         * <p>Default {@code null}.
         *
         * @param tokenPattern the value
         * @return this
         */
        public Builder tokenPattern(String tokenPattern) {
            values.put("token_pattern", tokenPattern);
            return this;
        }

        /**
         * The text of a tokenizer.json, whose subwords are taken in place of words; null for <code>tokens</code>. Only where the
         * library was built with tokenizers.
         * <p>Default {@code null}.
         *
         * @param tokenizer the value
         * @return this
         */
        public Builder tokenizer(String tokenizer) {
            values.put("tokenizer", tokenizer);
            return this;
        }

        /**
         * Where words begin and end; only where n-grams are of words.
         * <p>Default {@code "sklearn"}.
         *
         * @param tokens the value
         * @return this
         */
        public Builder tokens(Tokens tokens) {
            values.put("tokens", tokens);
            return this;
        }

        /**
         * The concentration of the terms of a topic; null for 1 / topics.
         * <p>Default {@code null}. Range {@code > 0, <= 1000000}.
         *
         * @param topicWordPrior the value
         * @return this
         */
        public Builder topicWordPrior(double topicWordPrior) {
            values.put("topic_word_prior", topicWordPrior);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public LatentDirichletAllocation build() {
            return new LatentDirichletAllocation(new LinkedHashMap<>(values));
        }
    }
}
