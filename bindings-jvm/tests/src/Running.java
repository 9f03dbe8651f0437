import io.kingpost.*;
import io.kingpost.anomaly.IsolationForest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Calls that take a while: they can be stopped, timed and listened to; and panics that stay inside. */
final class Running {
    private static final Frame TABLE = Frame.matrix(Checks.rows(60_000, 6));

    private Running() {}

    static void all() {
        Checks.check("an interrupt stops a fit within a second and is kept", Running::interrupt);
        Checks.check("an interrupt before a call stops it", Running::interruptBefore);
        Checks.check("a token stops a fit within a second", Running::token);
        Checks.check("a time limit stops a fit", Running::timeout);
        Checks.check("an update takes the options of every call", Running::update);
        Checks.check("progress is heard, and a listener that throws stops the fit", Running::progress);
        Checks.check("seeds and threads", Running::seeds);
        Checks.check("panics become errors and the process lives on", Running::panics);
    }

    /** A minute's work. */
    private static DetectorModel fit(RunOptions run) {
        return IsolationForest.builder().nEstimators(10_000).maxSamples(50_000).build().fit(TABLE, run);
    }

    private static long millisUntilRefused(String code, RunOptions run, long cancelled) throws Exception {
        Checks.refused(code, () -> fit(run).close());
        return System.currentTimeMillis() - cancelled;
    }

    private static void interrupt() throws Exception {
        Thread caller = Thread.currentThread();
        Thread other = later(300, caller::interrupt);
        long start = System.currentTimeMillis();
        long taken = millisUntilRefused("kp.cancelled", RunOptions.DEFAULT, start + 300);
        Checks.that(Thread.interrupted(), "the flag is kept");
        other.join();
        Checks.that(taken < 1_000, taken + " ms");
        try (ForecastModel model = Checks.naive(1, 2)) {
            Checks.equal(2.0, model.forecast(1).getDoubles("Naive")[0]);
        }
    }

    private static void interruptBefore() throws Exception {
        Thread.currentThread().interrupt();
        try {
            Checks.refused("kp.cancelled", () -> Checks.naive(1, 2).close());
        } finally {
            Checks.that(Thread.interrupted(), "the flag is kept");
        }
    }

    private static void token() throws Exception {
        CancellationToken token = new CancellationToken();
        Thread other = later(300, token::cancel);
        RunOptions run = RunOptions.builder().token(token).nJobs(2).build();
        long taken = millisUntilRefused("kp.cancelled", run, System.currentTimeMillis() + 300);
        other.join();
        Checks.that(taken < 1_000 && token.isCancelled(), taken + " ms");
        Checks.refused("kp.cancelled", () -> fit(run));
    }

    private static void timeout() throws Exception {
        RunOptions run = RunOptions.builder().timeout(Duration.ofMillis(200)).build();
        long taken = millisUntilRefused("kp.deadline_exceeded", run, System.currentTimeMillis() + 200);
        Checks.that(taken < 1_000, taken + " ms");
    }

    private static void update() throws Exception {
        Frame next = Frame.builder().longs("ds", 3).doubles("y", 7).build();
        try (ForecastModel model = io.kingpost.forecast.Naive.builder().build()
            .fit(Frame.builder().longs("ds", 1, 2).doubles("y", 1, 2).build())) {
            RunOptions late = RunOptions.builder().timeout(Duration.ZERO).build();
            Checks.refused("kp.deadline_exceeded", () -> model.update(next, late));
            Checks.refused("kp.invalid_params", () -> model.update(next, RunOptions.builder().seed(-1).build()));
            Checks.equal(2.0, model.forecast(1).getDoubles("Naive")[0]);
            model.update(next, RunOptions.builder().seed(3).nJobs(1).timeout(Duration.ofMinutes(1)).build());
            Checks.equal(7.0, model.forecast(1).getDoubles("Naive")[0]);
        }
    }

    private static void progress() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        AtomicReference<String> wrong = new AtomicReference<>();
        CancellationToken token = new CancellationToken();
        RunOptions run = RunOptions.builder().token(token).listener((done, total) -> {
            if (done < 1 || done > total) {
                wrong.set(done + " of " + total);
            }
            if (heard.incrementAndGet() == 3) {
                token.cancel();
            }
        }).build();
        Checks.refused("kp.cancelled", () -> fit(run));
        Checks.that(heard.get() >= 3 && wrong.get() == null, heard + " " + wrong);
        RunOptions throwing = RunOptions.builder().listener((done, total) -> {
            throw new IllegalArgumentException("no");
        }).build();
        KingpostException error = Checks.refused("kp.cancelled", () -> fit(throwing));
        Checks.that(error.getCause() instanceof IllegalArgumentException, error.getCause());
    }

    private static void seeds() {
        Frame table = Frame.matrix(Checks.rows(300, 3));
        double[][] scores = new double[3][];
        for (int run = 0; run < 3; run++) {
            RunOptions options = RunOptions.builder().seed(run == 2 ? 8 : 7).nJobs(run == 0 ? 1 : 3).build();
            try (DetectorModel model = IsolationForest.builder().nEstimators(20).build().fit(table, options)) {
                scores[run] = model.score(table);
            }
        }
        Checks.that(java.util.Arrays.equals(scores[0], scores[1]), "threads change nothing");
        Checks.that(!java.util.Arrays.equals(scores[0], scores[2]), "another seed, other scores");
    }

    private static void panics() throws Exception {
        Method panic = Kingpost.class.getDeclaredMethod("forcedPanic", String.class);
        panic.setAccessible(true);
        for (String place : new String[] {"call", "pool", "unfenced"}) {
            Checks.Check here = () -> {
                try {
                    panic.invoke(null, place);
                } catch (InvocationTargetException wrapped) {
                    throw (Exception) wrapped.getCause();
                }
            };
            Checks.Check elsewhere = () -> {
                try {
                    CompletableFuture.runAsync(() -> {
                        try {
                            here.run();
                        } catch (Exception error) {
                            throw new CompletionException(error);
                        }
                    }).get();
                } catch (ExecutionException wrapped) {
                    throw (Exception) wrapped.getCause();
                }
            };
            for (Checks.Check body : Arrays.asList(here, elsewhere)) {
                KingpostException error = Checks.refused("kp.internal", body);
                Checks.that(error.getMessage().contains("forced panic"), error);
            }
        }
        try (ForecastModel model = Checks.naive(1, 2)) {
            Checks.equal(2, model.forecast(2).rows());
        }
    }

    private static Thread later(long millis, Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException ignored) {
                return;
            }
            work.run();
        });
        thread.start();
        return thread;
    }
}
