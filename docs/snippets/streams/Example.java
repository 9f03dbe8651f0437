import io.kingpost.*;
import io.kingpost.anomaly.RobustRandomCutForest;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        // A measurement that swings between -2 and 2, and jumps once.
        double[][] stream = new double[200][1];
        Arrays.setAll(stream, row -> new double[] {7 * row % 5 - 2});
        stream[150][0] = 9;

        RobustRandomCutForest forest =
            RobustRandomCutForest.builder().numTrees(20).treeSize(64).shingleSize(2).build();
        Frame past = Frame.matrix(Arrays.copyOf(stream, 100));
        try (StreamModel model = forest.fit(past, RunOptions.builder().seed(1).build())) {
            for (int row = 100; row < 200; row++) {
                double score = model.update(stream[row]);
                if (score > 0.3) {
                    System.out.println(row + " " + score);
                }
            }
        }
    }
}
