import io.kingpost.*;
import io.kingpost.forecast.TemporalHierarchy;
import java.util.Locale;

class Example {
    public static void main(String[] args) {
        double[] quarters = {
            12, 31, 42, 25, 15, 34, 45, 27, 16, 36, 48, 30, 19, 38, 50, 33, 20, 41, 53, 35, 23, 43, 57, 36};
        try (ForecastModel model = TemporalHierarchy.builder().seasonLength(4).build().fit(quarters)) {
            double[] next = model.forecast(4).getDoubles("TemporalHierarchy");
            double half = next[0] + next[1];
            System.out.printf(Locale.ROOT, "%.4f %.4f %.4f%n", next[0], half, half + next[2] + next[3]);
        }
    }
}
