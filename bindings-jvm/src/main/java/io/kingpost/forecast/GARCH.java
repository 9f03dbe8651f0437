package io.kingpost.forecast;

// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.

import io.kingpost.Choice;
import io.kingpost.Forecaster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A constant mean with a variance that follows squared errors and itself.
 *
 * <p>y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)² + beta_1
 * h(t-1) + .. + beta_q h(t-q). All coefficients but the mean are at least 0, and alphas and betas sum to less than 1. They
 * are those of the greatest likelihood of the observations after the first max(p, q), whose variance is taken to be that of
 * the whole series (limited-memory BFGS with the exact gradient, from four starts).
 *
 * <p>Point forecasts are the mean. Intervals are normal, of the variance that is expected at each step: h(n+1) is known, and
 * those after it go to omega / (1 - the sum of alphas and betas). From the second step on the errors have heavier tails
 * than a normal variable of that variance: very high levels cover a little less than they say.
 *
 * <p>Input: a panel without missing values, at least max(p, q) + p + q + 3 observations a series; some hundreds are needed
 * for coefficients that mean something. A constant series, of whatever length, is continued without a spread.
 * Output: forecasts; <code>parts</code> has the mean, omega, the first alpha and beta, the sum of all, the variances far ahead and of the
 * next observation, and the criteria of each series. Fitted values are the mean. An update keeps the coefficients and moves
 * the variance on.
 * Errors: <code>kp.not_enough_data</code>; <code>kp.missing_values</code>.
 * Cost: some 100 to 500 passes over the series of O(n (p + q)); an update O(p + q) a point, a forecast O(h (p + q)).
 * Source: Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31(3), 1986.
 * Variances agree with statsforecast 2.1.1 <code>GARCH</code> at the same coefficients. It counts densities about the mean of the
 * series, but errors about zero; by one or the other alone its coefficients are never likelier than these. Its forecasts
 * are a random path of errors, and its intervals are about that path; neither is followed.
 *
 * <p>Fitting gives a {@link io.kingpost.ForecastModel}.
 */
public final class GARCH extends Forecaster {
    /** The component's id. */
    public static final String ID = "forecast.garch";

    private GARCH(Map<String, Object> params) {
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

    /** What {@code mean} may be. */
    public enum Mean implements Choice {
        /**
         * One for all times, found together with the variance.
         */
        CONSTANT("constant"),
        /**
         * Zero, as of returns.
         */
        ZERO("zero");

        private final String word;

        Mean(String word) {
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
         * The mean: one that is found, the default, or zero.
         * <p>Default {@code "constant"}.
         *
         * @param mean the value
         * @return this
         */
        public Builder mean(Mean mean) {
            values.put("mean", mean);
            return this;
        }

        /**
         * How many squared errors the variance follows.
         * <p>Default {@code 1}. Range {@code 1..=10}.
         *
         * @param p the value
         * @return this
         */
        public Builder p(long p) {
            values.put("p", p);
            return this;
        }

        /**
         * How many earlier variances it follows.
         * <p>Default {@code 1}. Range {@code 0..=10}.
         *
         * @param q the value
         * @return this
         */
        public Builder q(long q) {
            values.put("q", q);
            return this;
        }

        /**
         * The component with these parameters; they are checked when it is fitted.
         *
         * @return what was collected
         */
        public GARCH build() {
            return new GARCH(new LinkedHashMap<>(values));
        }
    }
}
