import io.kingpost.*;
import io.kingpost.anomaly.Alerts;
import io.kingpost.anomaly.EWMA;
import java.nio.file.*;
import java.util.Arrays;
import java.util.stream.LongStream;

class Example {
    public static void main(String[] args) throws java.io.IOException {
        // The vibration of a pump, hour by hour: it swings between 5 and 6, and from hour 300 on its bearing wears.
        double[][] y = new double[420][1];
        Arrays.setAll(y, hour -> new double[] {5 + hour * 37 % 11 / 10.0 + Math.max(0, hour - 300) / 40.0});
        Path path = Paths.get("pump.kp.safetensors");
        try (StreamModel pump = EWMA.builder().warmUp(200).build().fit(Frame.matrix(Arrays.copyOf(y, 200)))) {
            pump.save(path);
        }

        // On the machine beside the pump: load what was saved, and go on from there.
        try (StreamModel model = (StreamModel) Kingpost.load(path)) {
            double[] score = Arrays.stream(y, 200, 420).mapToDouble(row -> model.update(row)).toArray();
            long[] hours = LongStream.range(200, 420).toArray();
            Frame scores = Frame.builder().longs("ds", hours).doubles("score", score).build();
            Frame alerts = Alerts.builder().threshold(4).clear(2.0).minDuration(3).build().call(scores);
            System.out.println("alert at hour " + alerts.getLongs("raised")[0] + " which began at hour "
                + alerts.getLongs("start")[0] + " still open " + alerts.getBooleans("open")[0]);
        }
    }
}
