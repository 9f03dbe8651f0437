import io.kingpost.*;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Models are freed: by close, once, or by the garbage collector; nobody can use what is gone. */
final class Lifetime {
    private static final int MANY = 100_000;

    private Lifetime() {}

    static void all() {
        Checks.check("a closed model refuses, closing again does nothing", Lifetime::closed);
        Checks.check("closing while another thread forecasts", Lifetime::race);
        Checks.check("100,000 models made and closed, memory flat", () -> many(true));
        Checks.check("100,000 models made and dropped", () -> many(false));
        Checks.check("no result is left behind", Lifetime::replies);
    }

    private static void closed() {
        ForecastModel model = Checks.naive(1, 2);
        model.close();
        model.close();
        Checks.equal("closed model", model.toString());
        for (Runnable use : Arrays.<Runnable>asList(() -> model.forecast(1), model::params, model::toBytes, model::contentId,
            () -> model.save("x"), () -> model.update(Checks.series(1)), model::parts, model::copy, model::verify)) {
            try {
                use.run();
            } catch (IllegalStateException expected) {
                continue;
            }
            throw new AssertionError("a closed model answered");
        }
    }

    private static void race() throws Exception {
        for (int round = 0; round < 200; round++) {
            ForecastModel model = Checks.naive(1, 2);
            AtomicReference<Throwable> wrong = new AtomicReference<>();
            Thread other = new Thread(() -> {
                try {
                    while (true) {
                        Checks.equal(2.0, model.forecast(1).getDoubles("Naive")[0]);
                    }
                } catch (IllegalStateException expected) {
                    return;
                } catch (Throwable error) {
                    wrong.set(error);
                }
            });
            other.start();
            Thread.sleep(round % 3);
            model.close();
            other.join();
            Checks.that(wrong.get() == null, wrong.get());
        }
    }

    private static void many(boolean close) throws Exception {
        try (ForecastModel model = Checks.naive(new double[5_000])) {
            // 40 kB of history each: 4 GB in all, were they kept.
            long before = 0;
            for (int number = 0; number < MANY; number++) {
                if (number == MANY / 10) {
                    before = residentKilobytes();
                }
                ForecastModel copy = model.copy();
                if (close) {
                    copy.close();
                } else if (number % 1_000 == 0) {
                    System.gc();
                    Thread.sleep(5);
                }
            }
            long grown = residentKilobytes() - before;
            System.out.println("  " + (close ? "closed" : "dropped") + ": grown by " + grown + " kB");
            Checks.that(before == 0 || grown < (close ? 50_000 : 500_000), "grown by " + grown + " kB");
        }
    }

    private static long residentKilobytes() throws IOException {
        Path status = Paths.get("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        String line = Files.readAllLines(status).stream().filter(text -> text.startsWith("VmRSS")).findFirst().get();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private static void replies() throws Exception {
        Method count = Class.forName("io.kingpost.Bridge").getDeclaredMethod("waitingReplies");
        count.setAccessible(true);
        Checks.equal(0L, count.invoke(null));
    }
}
