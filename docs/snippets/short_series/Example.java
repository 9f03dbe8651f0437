import io.kingpost.*;
import io.kingpost.forecast.AutoTheta;
import java.util.Arrays;
import java.util.Objects;

class Example {
    public static void main(String[] args) {
        // A shop of two years, by quarter, and one that opened three quarters ago.
        String[] ids = {"old", "old", "old", "old", "old", "old", "old", "old", "new", "new", "new"};
        Frame table = Frame.builder()
            .strings("unique_id", ids)
            .longs("ds", 1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8)
            .doubles("y", 112, 135, 148, 119, 118, 141, 158, 129, 60, 72, 66)
            .build();
        try (ForecastModel model = AutoTheta.builder().build().fit(table)) {
            Frame forecast = model.forecast(1);
            String[] by = forecast.getStrings("AutoTheta-fallback");
            for (int row = 0; row < forecast.rows(); row++) {
                String id = forecast.getStrings("unique_id")[row];
                String name = Objects.requireNonNullElse(by[row], "AutoTheta");
                System.out.println(id + " " + forecast.getDoubles("AutoTheta")[row] + " " + name);
            }
            Frame listed = model.failures();
            String fallback = listed.getStrings("fallback")[0];
            System.out.println(listed.getStrings("unique_id")[0] + " " + fallback + " " + listed.getStrings("message")[0]);
        }

        // Without the fallback it is left out.
        ForecasterOptions options = ForecasterOptions.builder().fallback(false).build();
        try (ForecastModel strict = AutoTheta.builder().build().fit(table, options, RunOptions.DEFAULT)) {
            System.out.println(Arrays.toString(strict.forecast(1).getStrings("unique_id")));
        }
    }
}
