import io.kingpost.*;
import io.kingpost.forecast.ARIMA;
import io.kingpost.forecast.Calendar;
import io.kingpost.forecast.FlagAnomalies;
import io.kingpost.forecast.Naive;
import io.kingpost.forecast.Resample;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class Example {
    public static void main(String[] args) {
        long first = java.time.LocalDate.of(2024, 3, 1).toEpochDay();
        long[] seconds = LongStream.range(0, 45).map(day -> (first + day) * 86_400).toArray();
        Frame sales = Frame.builder()
            .column("ds", Column.times(seconds, Column.Unit.SECOND, null))
            .doubles("y", IntStream.range(0, 45).mapToDouble(day -> 100 + day % 7 * 10).toArray())
            .build();

        Frame weeks = Resample.builder().freq("W").build().call(sales);
        Calendar.Features[] wanted = {Calendar.Features.IS_WEEKEND, Calendar.Features.IS_MONTH_END};
        Frame past = Calendar.builder().features(wanted).build().call(sales);
        Frame future = Calendar.builder().features(wanted).h(2).build().call(sales);
        try (ForecastModel model = ARIMA.builder().build().fit(past);
                ForecastModel naive = Naive.builder().build().fit(sales)) {
            Frame flags = FlagAnomalies.builder().level(99).build().call(naive.fitted());
            int weekends = (int) DoubleStream.of(past.column("is_weekend").asDoubles()).sum();
            double next = future.column("is_weekend").asDoubles()[0];
            int anomalies = 0;
            for (boolean one : flags.column("anomaly").asBooleans()) {
                anomalies += one ? 1 : 0;
            }
            double[] forecast = model.forecast(2, new double[0], future, RunOptions.DEFAULT).column("ARIMA").asDoubles();
            System.out.println(weeks.column("y").asDoubles()[0] + " " + weekends + " " + next);
            System.out.println(forecast.length + " " + anomalies);
        }
    }
}
