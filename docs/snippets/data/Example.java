import io.kingpost.*;
import io.kingpost.forecast.RandomWalkWithDrift;
import java.time.Instant;
import java.util.stream.Stream;

class Example {
    static Instant[] dates(String... days) {
        return Stream.of(days).map(day -> Instant.parse(day + "T00:00:00Z")).toArray(Instant[]::new);
    }

    public static void main(String[] args) {
        Frame sales = Frame.builder()
            .strings("shop", "A", "A", "A", "B", "B", "B", "B")
            .dates("month", dates(
                "2024-01-01", "2024-02-01", "2024-04-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"))
            .doubles("sold", 10, 12, 16, 5, 5, Double.NaN, 8)
            .build();
        ForecasterOptions.Builder columns =
            ForecasterOptions.builder().idCol("shop").timeCol("month").targetCol("sold").freq("MS");
        RandomWalkWithDrift drift = RandomWalkWithDrift.builder().build();

        try {
            drift.fit(sales, columns.build(), RunOptions.DEFAULT);
        } catch (KingpostException error) {
            System.out.println(error.code());
        }

        columns.missing(ForecasterOptions.Missing.INTERPOLATE);
        try (ForecastModel model = drift.fit(sales, columns.build(), RunOptions.DEFAULT)) {
            Frame forecast = model.forecast(2);
            for (int row = 0; row < forecast.rows(); row++) {
                System.out.println(forecast.getStrings("shop")[row] + " " + forecast.getTimes("month")[row] + " "
                    + forecast.getDoubles("RandomWalkWithDrift")[row]);
            }
        }
    }
}
