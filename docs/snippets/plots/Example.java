import io.kingpost.*;
import io.kingpost.forecast.Plot;
import io.kingpost.forecast.SeasonalNaive;

class Example {
    public static void main(String[] args) {
        double[] y = {20, 31, 42, 25, 22, 34, 45, 27};
        try (ForecastModel model = SeasonalNaive.builder().seasonLength(4).build().fit(y)) {
            Frame history = model.fitted();
            Plot svg = Plot.builder().forecasts(model.forecast(4, 80, 95)).title("Sales").build();
            Plot html = Plot.builder().forecasts(model.forecast(4)).format(Plot.Format.HTML).build();
            String picture = svg.call(history);
            int bands = picture.split("class=\"band\"").length - 1;
            System.out.println(picture.substring(0, 4) + " " + bands + " " + html.call(history).substring(0, 15));
        }
    }
}
