import io.kingpost.*;
import io.kingpost.anomaly.Autoencoder;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        // Two columns that move together; the last row breaks the rule, though each of its values is common.
        double[][] values = new double[101][];
        Arrays.setAll(values, t -> new double[] {t % 10, 2 * (t % 10)});
        values[100] = new double[] {1, 16};
        Frame rows = Frame.matrix(values);

        Autoencoder network =
            Autoencoder.builder().device("cpu").latent(1).epochs(100).learningRate(0.01).trim(0.1).build();
        try (DetectorModel model = network.fit(rows, RunOptions.builder().seed(3).build())) {
            double[] scores = model.score(rows);
            int most = 0;
            for (int row = 1; row < scores.length; row++) {
                most = scores[row] > scores[most] ? row : most;
            }
            System.out.println("trained on " + model.parts().summary().get("device"));
            System.out.println("most anomalous row " + most);
        }

        try {
            Autoencoder.builder().device("cuda:255").build().fit(rows);
        } catch (KingpostException error) {
            System.out.println(error.code());
        }
    }
}
