package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Detector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Autoencoder: scores a row by how badly a neural network that was squeezed through a narrow layer gives it back.
 *
 * <p>The columns are put on one scale and clipped at 8 units. Fully connected layers with ReLU narrow to <code>latent</code> numbers and
 * widen again; AdamW minimises the mean squared difference between output and input. From the second epoch on, the rows
 * that fit worst are left out (<code>trim</code>), so that anomalies among the training rows are not learnt. The score is the mean
 * over the columns of the squared difference.
 *
 * <p>Input: a table of numbers without missing values, at least two rows. Constant columns are allowed.
 * Output: scores from 0 upwards, in squared units of the scale; <code>explain</code> gives what each column adds, and their sum is the
 * score.
 * Errors: <code>kp.missing_values</code>; <code>kp.invalid_data</code> for categories; <code>kp.not_enough_data</code>; <code>kp.device_unavailable</code> for a device
 * that is not there or not compiled in; <code>kp.invalid_params</code> for an unknown device and where training diverges.
 * Cost: O(epochs × rows × weights) to fit, O(weights) a row to score.
 * Exactness: on one machine and device the same seed gives the same bits, at any number of threads. Training on another
 * device or kind of processor gives another, equally good network. A fitted model gives the same bits everywhere, and needs
 * no device.
 * Source: Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 313 (2006); Loshchilov
 * and Hutter, Decoupled Weight Decay Regularization, ICLR 2019. Trained by burn 0.22.1.
 *
 * <p>Fitting gives a {@link io.kingpost.DetectorModel}.
 */
public final class Autoencoder extends Detector {
    /** The component's id. */
    public static final String ID = "anomaly.autoencoder";

    private Autoencoder(Map<String, Object> params) {
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

    /** What {@code scaling} may be. */
    public enum Scaling implements Choice {
        /**
         * Less the median, over the interquartile range / 1.349; over the standard deviation where that range is 0.
         */
        ROBUST("robust"),
        /**
         * Less the mean, over the standard deviation.
         */
        STANDARD("standard");

        private final String word;

        Scaling(String word) {
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
         * Rows of one step. Default 64.
         * <p>Default {@code 64}. Range {@code 1..=1048576}.
         *
         * @param batchSize the value
         * @return this
         */
        public Builder batchSize(long batchSize) {
            values.put("batch_size", batchSize);
            return this;
        }

        /**
         * The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
         * Default 0.1.
         * <p>Default {@code 0.1}. Range {@code > 0, <= 0.5}.
         *
         * @param contamination the value
         * @return this
         */
        public Builder contamination(double contamination) {
            values.put("contamination", contamination);
            return this;
        }

        /**
         * Where to train: <code>auto</code> (default) for the first GPU that this build can use, else the processor; <code>cpu</code>; <code>cuda</code> or
         * <code>cuda:1</code>; <code>wgpu</code> or <code>wgpu:1</code>. A GPU that is only emulated counts where <code>KINGPOST_ALLOW_SOFTWARE_GPU</code> is 1.
         * <p>Default {@code "auto"}.
         *
         * @param device the value
         * @return this
         */
        public Builder device(String device) {
            values.put("device", device);
            return this;
        }

        /**
         * Passes over the data, at most. Default 20: a network that is trained for long learns the anomalies too.
         * <p>Default {@code 20}. Range {@code 1..=100000}.
         *
         * @param epochs the value
         * @return this
         */
        public Builder epochs(long epochs) {
            values.put("epochs", epochs);
            return this;
        }

        /**
         * The widths of the encoder's layers before the narrow one; the decoder mirrors them. Default <code>[32]</code>; empty for none.
         * <p>Default {@code [32]}.
         *
         * @param hidden the value
         * @return this
         */
        public Builder hidden(long... hidden) {
            values.put("hidden", hidden);
            return this;
        }

        /**
         * The width of the narrow layer. Null (default) for the square root of the number of columns, rounded up.
         * <p>Default {@code null}. Range {@code 1..=65536}.
         *
         * @param latent the value
         * @return this
         */
        public Builder latent(long latent) {
            values.put("latent", latent);
            return this;
        }

        /**
         * The size of AdamW's steps. Default 0.001.
         * <p>Default {@code 0.001}. Range {@code > 0, <= 1}.
         *
         * @param learningRate the value
         * @return this
         */
        public Builder learningRate(double learningRate) {
            values.put("learning_rate", learningRate);
            return this;
        }

        /**
         * Holds a tenth of the rows out, at most 10,000, stops after so many epochs without a smaller loss on them, and keeps the
         * weights with the least. Null (default) trains on all rows and runs all epochs.
         * <p>Default {@code null}. Range {@code 1..=100000}.
         *
         * @param patience the value
         * @return this
         */
        public Builder patience(long patience) {
            values.put("patience", patience);
            return this;
        }

        /**
         * How the columns are put on one scale. Default <code>robust</code>.
         * <p>Default {@code "robust"}.
         *
         * @param scaling the value
         * @return this
         */
        public Builder scaling(Scaling scaling) {
            values.put("scaling", scaling);
            return this;
        }

        /**
         * The share of the rows with the largest loss that each epoch but the first leaves out, so that the network does not
         * learn to give back the anomalies among the training rows. Default 0.5; 0 to train on every row.
         * <p>Default {@code 0.5}. Range {@code 0..=0.5}.
         *
         * @param trim the value
         * @return this
         */
        public Builder trim(double trim) {
            values.put("trim", trim);
            return this;
        }

        /**
         * How much each weight shrinks in one step, times the learning rate. Default 0.0001.
         * <p>Default {@code 0.0001}. Range {@code 0..=1}.
         *
         * @param weightDecay the value
         * @return this
         */
        public Builder weightDecay(double weightDecay) {
            values.put("weight_decay", weightDecay);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public Autoencoder build() {
            return new Autoencoder(new LinkedHashMap<>(values));
        }
    }
}
