import io.kingpost.*;
import io.kingpost.forecast.Aggregate;
import io.kingpost.forecast.AutoETS;
import io.kingpost.forecast.Reconcile;
import java.util.Collections;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class Example {
    public static void main(String[] args) {
        String[] ids = Stream.concat(Collections.nCopies(12, "north").stream(), Collections.nCopies(12, "south").stream())
            .toArray(String[]::new);
        Frame sales = Frame.builder()
            .strings("unique_id", ids)
            .longs("ds", LongStream.range(0, 24).map(row -> row % 12).toArray())
            .doubles("y", 20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30, 50, 41, 33, 47, 52, 44, 35, 49, 55, 45, 37, 52)
            .build();
        Frame hierarchy = Frame.builder().strings("unique_id", "north", "south").strings("country", "all", "all").build();

        Frame everything = Aggregate.builder().build().call(sales, hierarchy);
        try (ForecastModel model = AutoETS.builder().seasonLength(4).build().fit(everything)) {
            Frame forecasts = model.forecast(1, 80);
            Frame coherent = Reconcile.builder().fitted(model.fitted()).build().call(forecasts, hierarchy);
            double[] values = coherent.column("AutoETS").asDoubles();
            String first = coherent.column("unique_id").asStrings()[0];
            System.out.println(first + " " + values[0] + " " + (values[1] + values[2]));
            System.out.println(coherent.column("AutoETS-lo-80").asDoubles()[0]);
        }
    }
}
