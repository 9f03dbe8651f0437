import io.kingpost.*;
import java.util.Map;

class Example {
    public static void main(String[] args) {
        Frame y = Frame.builder()
            .doubles("y", 112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140, 135, 163, 178, 148)
            .build();
        Map<String, ?> options = Map.of("h", 2, "n_windows", 3, "level", new double[] {80});
        for (String id : new String[] {"forecast.seasonal_naive", "forecast.auto_ets"}) {
            String name = Kingpost.get(id).name();
            Frame frame = Evaluate.backtest(id, Map.of("season_length", 4), y, options, RunOptions.DEFAULT);
            Frame errors = Frame.builder()
                .column("y", frame.column("y"))
                .column("y_hat", frame.column(name))
                .build();
            Frame inside = Frame.builder()
                .column("y", frame.column("y"))
                .column("lo", frame.column(name + "-lo-80"))
                .column("hi", frame.column(name + "-hi-80"))
                .build();
            System.out.println(name + " " + frame.rows() + " " + Evaluate.metric("mae", errors, null) + " "
                + Evaluate.metric("coverage", inside, null));
        }
    }
}
