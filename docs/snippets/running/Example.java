import io.kingpost.*;
import io.kingpost.anomaly.Autoencoder;
import io.kingpost.anomaly.IsolationForest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class Example {
    static String id(Frame rows, RunOptions.Builder run) {
        try (DetectorModel model = IsolationForest.builder().build().fit(rows, run.build())) {
            return model.contentId();
        }
    }

    public static void main(String[] args) {
        double[][] values = new double[1000][];
        Arrays.setAll(values, value -> new double[] {value % 7, value % 11});
        Frame rows = Frame.matrix(values);

        // The seed decides; the threads do not.
        String one = id(rows, RunOptions.builder().seed(7).nJobs(1));
        System.out.println("same model " + one.equals(id(rows, RunOptions.builder().seed(7).nJobs(4))));
        System.out.println("another seed " + one.equals(id(rows, RunOptions.builder().seed(8))));

        // Hours of work, but only a millisecond for it; and somebody who watches.
        List<String> steps = new ArrayList<>();
        Autoencoder slow = Autoencoder.builder().device("cpu").epochs(100_000).build();
        RunOptions run = RunOptions.builder()
            .timeout(Duration.ofMillis(1))
            .listener((done, total) -> steps.add(done + " of " + total))
            .build();
        try {
            slow.fit(rows, run);
        } catch (KingpostException error) {
            System.out.println(error.code());
        }

        // Another thread would call cancel() while the fit runs; Thread.interrupt() does the same.
        CancellationToken token = new CancellationToken();
        token.cancel();
        try {
            slow.fit(rows, RunOptions.builder().token(token).build());
        } catch (KingpostException error) {
            if (error.code().equals("kp.cancelled")) {
                System.out.println("stopped");
            }
        }
    }
}
