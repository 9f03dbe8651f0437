import io.kingpost.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a user relies on, checked through the built jar alone; the last line counts. */
public final class Checks {
    /** A check that may throw anything. */
    interface Check {
        void run() throws Exception;
    }

    private static final List<String> FAILED = new ArrayList<>();
    private static int passed;

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> FAILED.add(thread + ": " + error));
        Surface.all(args[0]);
        BadInput.all();
        Saving.all();
        Running.all();
        Lifetime.all();
        Loading.all(args[0]);
        System.out.println(passed + " checks hold, " + FAILED.size() + " do not " + FAILED);
        System.exit(FAILED.isEmpty() ? 0 : 1);
    }

    static void check(String name, Check check) {
        try {
            check.run();
            passed++;
        } catch (Throwable error) {
            FAILED.add(name);
            System.out.println("FAILED " + name + ": " + error);
            error.printStackTrace(System.out);
        }
    }

    /** The body must fail with this code. */
    static KingpostException refused(String code, Check body) throws Exception {
        try {
            body.run();
        } catch (KingpostException error) {
            that(error.code().equals(code), error.code() + " instead of " + code + ": " + error.getMessage());
            that(!error.getMessage().isEmpty(), "no message");
            return error;
        }
        throw new AssertionError("no error instead of " + code);
    }

    static void that(boolean holds, Object otherwise) {
        if (!holds) {
            throw new AssertionError(String.valueOf(otherwise));
        }
    }

    static void equal(Object expected, Object actual) {
        that(expected.equals(actual), actual + " instead of " + expected);
    }

    /** One series of so many observations. */
    static Frame series(double... y) {
        return Frame.builder().doubles("y", y).build();
    }

    /** Rows that are the same on every run. */
    static double[][] rows(int rows, int columns) {
        java.util.Random random = new java.util.Random(7);
        double[][] values = new double[rows][columns];
        Arrays.stream(values).forEach(row -> Arrays.setAll(row, column -> random.nextGaussian()));
        return values;
    }

    static ForecastModel naive(double... y) {
        return io.kingpost.forecast.Naive.builder().build().fit(series(y));
    }
}
