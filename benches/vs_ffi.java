import io.kingpost.*;
import io.kingpost.anomaly.ECOD;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What calls cost through the jar, as one line of JSON: microseconds of this thread's CPU time, the median of several rounds
 * after the compiler has had its say; and the first calls of the process in milliseconds.
 */
final class Ffi {
    private static final int MILLION = 1_000_000;
    private static Object sink;

    public static void main(String[] args) {
        long start = cpuNanos();
        Kingpost.version();
        double first = (cpuNanos() - start) / 1e6;
        DetectorModel model = ECOD.builder().build().fit(column(ramp(100)));
        double[] from = ramp(MILLION);
        double[] other = ramp(MILLION);
        double[] into = new double[MILLION];
        double[] single = {3};
        System.out.printf("{\"first_ms\": %.1f, \"memcpy_us\": %.3f, \"trivial_us\": %.4f, \"one_us\": %.4f, "
                + "\"million_in_us\": %.1f, \"million_in_out_us\": %.1f}%n",
            first,
            micros(50, () -> {
                System.arraycopy(from, 0, into, 0, MILLION);
                return into;
            }),
            micros(100_000, Kingpost::version),
            micros(20_000, () -> model.score(column(single))),
            micros(5, () -> Evaluate.metric("mae", Frame.builder().doubles("y", from).doubles("y_hat", other).build(), null)),
            micros(3, () -> model.score(column(from))));
        model.close();
    }

    private static Frame column(double[] values) {
        return Frame.builder().doubles("x0", values).build();
    }

    private static double[] ramp(int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> i % 1000);
        return values;
    }

    private static double micros(int calls, Supplier<Object> call) {
        double[] rounds = new double[9];
        for (int round = 0; round < rounds.length; round++) {
            long start = cpuNanos();
            for (int number = 0; number < calls; number++) {
                sink = call.get();
            }
            rounds[round] = (cpuNanos() - start) / 1e3 / calls;
        }
        Arrays.sort(rounds);
        return rounds[rounds.length / 2];
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
