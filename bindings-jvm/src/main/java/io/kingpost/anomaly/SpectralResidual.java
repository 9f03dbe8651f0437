package io.kingpost.anomaly;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.SeriesDetector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores an observation by how salient it is: what stays of the series when the usual run of its spectrum is divided
 * out.
 *
 * <p>The logarithm of the sizes of the Fourier coefficients less its mean over <code>mag_window</code> coefficients gives the size
 * of each coefficient anew, with the phase that it had; going back to time gives the saliency m(t). The score is
 * |m(t) - a(t)| / a(t), where a(t) is the mean of the last <code>score_window</code> saliencies up to t. Five values that go on as the
 * last ones did are put at the end first, so that the last observation is judged like the others.
 *
 * <p>The detector learns nothing: each series is scored by itself.
 *
 * <p>Input: a panel without missing values; a series needs at least 12 observations.
 * Output: one score an observation, without unit; above 3 an observation is an anomaly unless <code>contamination</code> is
 * given.
 * <code>explain</code> counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
 * Errors: <code>kp.missing_values</code> for a missing value, <code>kp.not_enough_data</code> for a shorter series.
 * Cost: O(n log n) time.
 * Source: Ren et al., Time-series anomaly detection service at Microsoft, KDD 2019; scores are ten times those of its
 * published code (microsoft/anomalydetector, <code>spectral_residual.py</code>) before they are cut at 1.
 *
 * <p>Fitting gives a {@link io.kingpost.SeriesDetectorModel}.
 */
public final class SpectralResidual extends SeriesDetector {
    /** The component's id. */
    public static final String ID = "anomaly.spectral_residual";

    private SpectralResidual(Map<String, Object> params) {
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
         * The share of anomalies in the data of the fit, above 0 and at most 0.5; a score above 3 when absent.
         * <p>Default {@code null}. Range {@code > 0, <= 0.5}.
         *
         * @param contamination the value
         * @return this
         */
        public Builder contamination(double contamination) {
            values.put("contamination", contamination);
            return this;
        }

        /**
         * How many coefficients the usual run of the spectrum is a mean of. Default 3.
         * <p>Default {@code 3}. Range {@code 1..=10000}.
         *
         * @param magWindow the value
         * @return this
         */
        public Builder magWindow(long magWindow) {
            values.put("mag_window", magWindow);
            return this;
        }

        /**
         * How many saliencies one is compared with. Default 40.
         * <p>Default {@code 40}. Range {@code 2..=100000}.
         *
         * @param scoreWindow the value
         * @return this
         */
        public Builder scoreWindow(long scoreWindow) {
            values.put("score_window", scoreWindow);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public SpectralResidual build() {
            return new SpectralResidual(new LinkedHashMap<>(values));
        }
    }
}
