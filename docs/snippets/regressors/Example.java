import io.kingpost.*;
import io.kingpost.forecast.ARIMA;
import io.kingpost.forecast.Naive;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        Frame sales = Frame.builder()
            .longs("ds", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
            .doubles("y", 71, 65, 74, 80, 69, 62, 77, 74, 66, 81, 72, 68)
            .doubles("price", 10, 12, 9, 7, 11, 13, 8, 9, 12, 7, 10, 11)
            .build();
        try (ForecastModel model = ARIMA.builder().order(1, 0, 0).build().fit(sales)) {
            // What the price will be must be known for every step that is forecast.
            Frame future = Frame.builder().longs("ds", 12, 13).doubles("price", 8, 12).build();
            Frame forecast = model.forecast(2, new double[0], future, RunOptions.DEFAULT);
            System.out.println(Arrays.toString(forecast.getDoubles("ARIMA")));

            try {
                model.forecast(2);
            } catch (KingpostException error) {
                System.out.println(error.code());
            }
        }
        try {
            Naive.builder().build().fit(sales);
        } catch (KingpostException error) {
            System.out.println(error.getMessage());
        }
    }
}
