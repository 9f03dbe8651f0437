import io.kingpost.*;
import io.kingpost.forecast.AutoETS;
import java.util.Arrays;

class Example {
    public static void main(String[] args) {
        // Three years of quarters, and what came after.
        double[] y = {112, 135, 148, 119, 118, 141, 158, 129, 126, 150, 167, 140};
        try (ForecastModel model = AutoETS.builder().seasonLength(4).build().fit(y)) {
            Frame forecast = model.forecast(2, 80, 95);
            for (String column :
                new String[] {"AutoETS", "AutoETS-lo-80", "AutoETS-hi-80", "AutoETS-lo-95", "AutoETS-hi-95"}) {
                System.out.println(column + " " + Arrays.toString(forecast.getDoubles(column)));
            }

            double fitted = model.fitted().getDoubles("AutoETS")[11];
            double residual = model.residuals().getDoubles("residual")[11];
            System.out.println("fitted " + fitted + " residual " + residual);
            Frame parts = model.forecast(2, null, null, true, null);
            for (String column : new String[] {"AutoETS-level", "AutoETS-season_4"}) {
                System.out.println(column + " " + Arrays.toString(parts.getDoubles(column)));
            }
            System.out.println("model " + model.parts().tables().get("series").getStrings("model")[0]);

            // Two new quarters: the parameters stay, the states move on.
            Frame news = model.update(Frame.builder().longs("ds", 12, 13).doubles("y", 135, 163).build());
            System.out.println("expected " + Arrays.toString(news.getDoubles("AutoETS")));
            System.out.println("next " + Arrays.toString(model.forecast(1).getDoubles("AutoETS")));
        }
    }
}
