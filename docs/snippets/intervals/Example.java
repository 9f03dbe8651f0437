import io.kingpost.*;
import io.kingpost.forecast.WindowAverage;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        // A level that wanders: the mean of the last four values takes its errors for independent.
        double[] y = {20, 21, 19, 20, 22, 23, 22, 24, 25, 24, 26, 27, 25, 24, 22, 21, 22, 20, 19, 17, 18, 16, 15, 17};
        WindowAverage average = WindowAverage.builder().windowSize(4).build();
        ForecasterOptions options = ForecasterOptions.builder()
            .intervals(ForecasterOptions.Intervals.CONFORMAL).conformalWindows(8).nonNegative(true).build();
        try (ForecastModel byModel = average.fit(y);
            ForecastModel conformal = average.fit(Frame.builder().doubles("y", y).build(), options, RunOptions.DEFAULT)) {
            for (ForecastModel model : new ForecastModel[] {byModel, conformal}) {
                Frame forecast = model.forecast(3, 80);
                System.out.println(Arrays.toString(forecast.getDoubles("WindowAverage-lo-80"))
                    + Arrays.toString(forecast.getDoubles("WindowAverage-hi-80")));
            }
        }
    }
}
