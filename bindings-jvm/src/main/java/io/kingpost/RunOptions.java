package io.kingpost;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a call is to be carried out: seed, threads, time limit, cancellation, progress. */
public final class RunOptions {
    /** Seed 0, every core, no limit. */
    public static final RunOptions DEFAULT = builder().build();

    final Map<String, Object> values;
    final CancellationToken token;
    final ProgressListener listener;

    private RunOptions(Builder builder) {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(builder.values));
        token = builder.token;
        listener = builder.listener;
    }

    /** What was given, or the defaults in place of nothing. */
    static RunOptions orDefault(RunOptions run) {
        return run == null ? DEFAULT : run;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. */
    public static final class Builder {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private CancellationToken token;
        private ProgressListener listener;

        private Builder() {}

        /**
         * The seed of everything random; the same seed gives the same numbers in every language. Default 0.
         *
         * @param seed from 0 to 2^53
         * @return this
         */
        public Builder seed(long seed) {
            values.put("seed", seed);
            return this;
        }

        /**
         * At most so many threads; -1, the default, for all that the process may use.
         *
         * @param threads how many
         * @return this
         */
        public Builder nJobs(int threads) {
            values.put("n_jobs", (long) threads);
            return this;
        }

        /**
         * Stop with {@code kp.deadline_exceeded} after so long.
         *
         * @param timeout how long, up to 2^53 milliseconds
         * @return this
         * @throws KingpostException {@code kp.invalid_params} for a time that is longer by far
         */
        public Builder timeout(Duration timeout) {
            try {
                values.put("timeout_ms", Given.param(timeout, "timeout").toMillis());
            } catch (ArithmeticException error) {
                throw new KingpostException("kp.invalid_params", "timeout is " + timeout + "; must be at most 2^53 milliseconds",
                    Collections.singletonMap("param", "timeout"), null);
            }
            return this;
        }

        /**
         * Stop with {@code kp.cancelled} when this token is cancelled.
         *
         * @param token the token
         * @return this
         */
        public Builder token(CancellationToken token) {
            this.token = token;
            return this;
        }

        /**
         * Tell this listener how far the call is.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(ProgressListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The options.
         *
         * @return what was collected
         */
        public RunOptions build() {
            return new RunOptions(this);
        }
    }
}
