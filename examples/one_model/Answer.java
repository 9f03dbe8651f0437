import io.kingpost.ClassifierModel;
import io.kingpost.DetectorModel;
import io.kingpost.ForecastModel;
import io.kingpost.Frame;
import io.kingpost.Kingpost;

/** Loads the three models and prints what they answer, as bits. Usage: java Answer MODELS_FOLDER */
public class Answer {
    static void show(String name, double[] values) {
        StringBuilder line = new StringBuilder(name);
        for (double value : values) {
            line.append(String.format(" %016x", Double.doubleToRawLongBits(value)));
        }
        System.out.println(line);
    }

    public static void main(String[] args) {
        String folder = args[0];

        try (ForecastModel forecaster = (ForecastModel) Kingpost.load(folder + "/forecast.kp.safetensors")) {
            System.out.println("forecast.content_id " + forecaster.contentId());
            Frame forecast = forecaster.forecast(12, 95);
            for (String column : new String[] {"AutoETS", "AutoETS-lo-95", "AutoETS-hi-95"}) {
                show("forecast." + column, forecast.getDoubles(column));
            }
        }

        try (DetectorModel detector = (DetectorModel) Kingpost.load(folder + "/anomaly.kp.safetensors")) {
            System.out.println("anomaly.content_id " + detector.contentId());
            String[] names = {
                "radius", "texture", "perimeter", "area", "smoothness",
                "compactness", "concavity", "concave_points", "symmetry", "fractal_dimension"
            };
            double[][] rows = {
                {17.99, 10.38, 122.8, 1001.0, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871},
                {13.54, 14.36, 87.46, 566.3, 0.09779, 0.08129, 0.06664, 0.04781, 0.1885, 0.05766}
            };
            Frame.Builder table = Frame.builder();
            for (int i = 0; i < names.length; i++) {
                table.doubles(names[i], rows[0][i], rows[1][i]);
            }
            show("anomaly.score", detector.score(table.build()));
        }

        try (ClassifierModel classifier = (ClassifierModel) Kingpost.load(folder + "/text.kp.safetensors")) {
            System.out.println("text.content_id " + classifier.contentId());
            Frame texts = Frame.texts("my parcel never came", "Die Rechnung ist falsch", "the app crashes 👩‍🔧");
            Frame probabilities = classifier.predictProba(texts);
            for (String team : probabilities.names()) {
                show("text." + team, probabilities.getDoubles(team));
            }
        }
    }
}
