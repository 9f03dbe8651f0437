import io.kingpost.*;
import io.kingpost.forecast.Auto;
import io.kingpost.forecast.CrostonSBA;
import io.kingpost.forecast.IMAPA;
import io.kingpost.forecast.TSB;
import java.util.Arrays;
import java.util.Locale;

class Example {
    public static void main(String[] args) {
        double[] demand = {0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0};
        Forecaster[] components = {
            CrostonSBA.builder().build(), TSB.builder().alphaD(0.2).alphaP(0.1).build(), IMAPA.builder().build()};
        for (Forecaster component : components) {
            String name = component.getClass().getSimpleName();
            try (ForecastModel model = component.fit(demand)) {
                System.out.printf(Locale.ROOT, "%s %.4f%n", name, model.forecast(1).getDoubles(name)[0]);
            }
        }
        Frame panel = Frame.builder().doubles("y", demand).build();
        ForecasterOptions conformal = ForecasterOptions.builder()
            .intervals(ForecasterOptions.Intervals.CONFORMAL).nonNegative(true).build();
        try (ForecastModel auto = Auto.builder().build().fit(panel, conformal, RunOptions.DEFAULT)) {
            double[] low = auto.forecast(4, 80).getDoubles("Auto-lo-80");
            System.out.println(auto.parts().tables().get("series").getStrings("reason")[0]);
            System.out.println(Arrays.stream(low).allMatch(bound -> bound >= 0) ? "True" : "False");
        }
    }
}
