import io.kingpost.*;
import io.kingpost.anomaly.STLResidual;
import java.util.stream.LongStream;

class Example {
    public static void main(String[] args) {
        // Hours of a machine with a daily rhythm, and one hour that does not fit into it.
        long[] hours = LongStream.range(0, 240).toArray();
        double[] y = LongStream.of(hours).mapToDouble(hour -> Math.abs(hour % 24 - 12) + hour * 37 % 11 / 10.0).toArray();
        y[100] += 9;

        STLResidual detector = STLResidual.builder().seasonLengths(24).build();
        SeriesDetector.Fitted both = detector.fitPredict(Frame.builder().longs("ds", hours).doubles("y", y).build());
        try (SeriesDetectorModel model = both.model) {
            boolean[] anomaly = both.judged.getBooleans("anomaly");
            double[] score = both.judged.getDoubles("score");
            for (int row = 0; row < anomaly.length; row++) {
                if (anomaly[row]) {
                    System.out.println("hour " + hours[row] + ": " + Math.round(score[row]) + " standard deviations");
                }
            }
        }
    }
}
