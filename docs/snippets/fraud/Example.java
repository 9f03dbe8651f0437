import io.kingpost.*;
import io.kingpost.anomaly.AutoDetector;
import java.util.stream.IntStream;

class Example {
    public static void main(String[] args) {
        // Payments as they are: small amounts, by day, three channels, two countries.
        String[] channels = {"shop", "online", "phone"};
        Frame past = Frame.builder()
            .doubles("amount", IntStream.range(0, 300).mapToDouble(row -> 20 + row * 7919 % 401 / 10.0).toArray())
            .doubles("hour", IntStream.range(0, 300).mapToDouble(row -> 8 + row * 31 % 12).toArray())
            .strings("channel", IntStream.range(0, 300).mapToObj(row -> channels[row % 3]).toArray(String[]::new))
            .strings("country", IntStream.range(0, 300).mapToObj(row -> row % 5 == 0 ? "FR" : "DE").toArray(String[]::new))
            .build();
        RunOptions run = RunOptions.builder().seed(1).build();
        try (DetectorModel model = AutoDetector.builder().contamination(0.01).build().fit(past, run)) {
            String[] names = {"amount", "hour", "channel", "country"};
            Frame fresh = Frame.builder()
                .doubles("amount", 35, 900)
                .doubles("hour", 12, 3)
                .strings("channel", "shop", "online")
                .strings("country", "DE", "DE")
                .build();
            boolean[] anomaly = model.predict(fresh).getBooleans("anomaly");
            Frame why = model.explain(fresh);
            for (int row = 0; row < 2; row++) {
                String reason = names[0];
                for (String name : names) {
                    reason = why.getDoubles(name)[row] > why.getDoubles(reason)[row] ? name : reason;
                }
                String verdict = anomaly[row] ? "look at it" : "fine";
                System.out.println("payment " + row + " " + verdict + " because of " + reason);
            }
        }
    }
}
