import io.kingpost.*;
import io.kingpost.forecast.WindowAverage;
import java.io.IOException;
import java.nio.file.*;
import java.util.Arrays;
import java.util.Map;

class Example {
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws IOException {
        Path path = Paths.get("tea.kp.safetensors");
        double[] tea = {8, 9, 11, 12, 10, 9, 12, 13};
        try (ForecastModel model = WindowAverage.builder().windowSize(4).build().fit(tea)) {
            model.setCard(Map.of(
                "name", "Tea sold", "purpose", "Ordering", "owner", "Purchasing", "created", "2026-11-24T09:00:00Z"));
            model.save(path);

            // Without loading the model: what is this file?
            Map<String, Object> about = Kingpost.inspect(Files.readAllBytes(path));
            Map<String, Object> params = (Map<String, Object>) about.get("params");
            Map<String, Object> card = (Map<String, Object>) about.get("card");
            System.out.println(about.get("component") + " " + params.get("window_size") + " " + card.get("name"));

            // On the machine that will use it: does it answer as it did when it was saved?
            Map<String, Object> report = Kingpost.verify(path);
            System.out.println("verified " + report.get("ok") + " " + report.get("vectors"));

            try (ForecastModel again = (ForecastModel) Kingpost.load(path)) {
                Map<String, Object> facts = (Map<String, Object>) again.card().get("facts");
                System.out.println("same " + again.contentId().equals(model.contentId()) + " " + facts.get("rows"));
                System.out.println("forecast " + Arrays.toString(again.forecast(1).getDoubles("WindowAverage")));
            }

            // One changed bit is found.
            byte[] bytes = model.toBytes();
            bytes[bytes.length - 1] ^= 1;
            try {
                Kingpost.fromBytes(bytes);
            } catch (KingpostException error) {
                System.out.println(error.code());
            }
        }
    }
}
