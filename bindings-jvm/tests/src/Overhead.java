import io.kingpost.*;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What a call costs: one line of JSON with microseconds of this thread's CPU time, the best of several rounds. */
public final class Overhead {
    private static Object sink;

    private Overhead() {}

    public static void main(String[] args) {
        Frame one = pair(1);
        Frame million = pair(1_000_000);
        try (ForecastModel model = Checks.naive(1, 2); ForecastModel long_ = Checks.naive(new double[1_000_000])) {
            System.out.printf("{\"version_us\": %.2f, \"one_us\": %.2f, \"forecast_us\": %.2f, "
                    + "\"million_in_us\": %.0f, \"million_out_us\": %.0f}%n",
                best(5_000, Kingpost::version),
                best(5_000, () -> Evaluate.metric("mae", one, null)),
                best(5_000, () -> model.forecast(1)),
                best(5, () -> Evaluate.metric("mae", million, null)),
                best(5, long_::residuals));
        }
    }

    private static Frame pair(int rows) {
        return Frame.builder().doubles("y", new double[rows]).doubles("y_hat", new double[rows]).build();
    }

    private static double best(int calls, Supplier<Object> call) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = cpuNanos();
            for (int number = 0; number < calls; number++) {
                sink = call.get();
            }
            best = Math.min(best, (cpuNanos() - start) / 1e3 / calls);
        }
        return best;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
