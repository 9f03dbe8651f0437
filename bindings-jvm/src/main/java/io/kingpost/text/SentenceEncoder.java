package io.kingpost.text;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Vectorizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Vectors of texts by a transformer of BERT's kind, with the weights of a published model.
 *
 * <p>A text is cut into the subwords of the model's <code>tokenizer.json</code>; they go through the layers of attention, and one vector is
 * made of theirs (<code>pooling</code>). Texts of a like meaning have vectors with a small angle between them. The folder is one as
 * Hugging Face or sentence-transformers publish it: <code>config.json</code>, <code>tokenizer.json</code> and <code>model.safetensors</code> (32 or 16
 * bits), and, if they are there, <code>modules.json</code>, the pooling's <code>config.json</code> and <code>sentence_bert_config.json</code>, which say how
 * the vectors are made. BERT, RoBERTa, XLM-RoBERTa, CamemBERT and DistilBERT are read.
 *
 * <p>Input: texts, none missing; those of the fit are not learnt from. Output: one row a text with all its values, one column a
 * dimension; a text without subwords is 0. What is beyond <code>max_tokens</code> of a text is left out.
 * Errors: <code>kp.invalid_params</code> without a folder; <code>kp.io</code> for a file that cannot be read; <code>kp.invalid_data</code> for one that is not
 * what it should be; <code>kp.unsupported</code> for another architecture or another module of sentence-transformers.
 * Cost: for n subwords O(n × weights + n² × hidden) time; the model holds the weights, four bytes each.
 * Exactness: on the processor the forward pass is our own and gives the same bits on every machine at any number of threads.
 * A GPU (<code>device</code>) gives the same within rounding, some 1e-6; calls of fewer than 32 texts and saved models never use it.
 * Source: Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, NAACL 2019; Reimers
 * and Gurevych, Sentence-BERT, EMNLP 2019. Reference: transformers and sentence-transformers.
 *
 * <p>Fitting gives a {@link io.kingpost.VectorizerModel}.
 */
public final class SentenceEncoder extends Vectorizer {
    /** The component's id. */
    public static final String ID = "text.sentence_encoder";

    private SentenceEncoder(Map<String, Object> params) {
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

    /** What {@code pooling} may be. */
    public enum Pooling implements Choice {
        /**
         * Their mean.
         */
        MEAN("mean"),
        /**
         * The vector of the first, which stands for the text.
         */
        CLS("cls"),
        /**
         * The largest number of each dimension.
         */
        MAX("max");

        private final String word;

        Pooling(String word) {
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
         * Where calls of many texts run while this model is in memory: <code>cpu</code>, or null (default); <code>auto</code> for the first GPU that this build can
         * use, else the processor; <code>cuda</code> or <code>cuda:1</code>; <code>wgpu</code> or <code>wgpu:1</code>. A model that was loaded runs on the processor.
         * <p>Default {@code null}.
         *
         * @param device the value
         * @return this
         */
        public Builder device(String device) {
            values.put("device", device);
            return this;
        }

        /**
         * The folder of the published model. The fitted model holds what was in it, and its parameters have null.
         * <p>Default {@code null}.
         *
         * @param folder the value
         * @return this
         */
        public Builder folder(String folder) {
            values.put("folder", folder);
            return this;
        }

        /**
         * The most subwords of a text, the marks of its beginning and end among them; null (default) for what the folder says,
         * and never more than the model has positions.
         * <p>Default {@code null}. Range {@code 3..=1048576}.
         *
         * @param maxTokens the value
         * @return this
         */
        public Builder maxTokens(long maxTokens) {
            values.put("max_tokens", maxTokens);
            return this;
        }

        /**
         * Whether vectors are scaled to length 1; null (default) for what the folder says, else not.
         * <p>Default {@code null}.
         *
         * @param normalize the value
         * @return this
         */
        public Builder normalize(boolean normalize) {
            values.put("normalize", normalize);
            return this;
        }

        /**
         * How one vector is made of those of the subwords; null (default) for what the folder says, else the mean.
         * <p>Default {@code null}.
         *
         * @param pooling the value
         * @return this
         */
        public Builder pooling(Pooling pooling) {
            values.put("pooling", pooling);
            return this;
        }

        /**
         * What is put before each text, such as <code>query: </code> for models that were trained so. Default empty.
         * <p>Default {@code ""}.
         *
         * @param prompt the value
         * @return this
         */
        public Builder prompt(String prompt) {
            values.put("prompt", prompt);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SentenceEncoder build() {
            return new SentenceEncoder(new LinkedHashMap<>(values));
        }
    }
}
