import io.kingpost.*;
import io.kingpost.forecast.SeasonalNaive;

class Example {
    public static void main(String[] args) {
        double[] y = {1, 2, 3};
        try {
            SeasonalNaive.builder().seasonLength(0).build().fit(y);
        } catch (KingpostException error) {
            System.out.println(error.code());
            System.out.println(error.getMessage());
            System.out.println(error.context().get("param"));
        }

        try {
            ForecasterOptions strict = ForecasterOptions.builder().fallback(false).build();
            Frame table = Frame.builder().doubles("y", y).build();
            SeasonalNaive.builder().seasonLength(12).build().fit(table, strict, RunOptions.DEFAULT);
        } catch (KingpostException error) {
            System.out.println(
                error.code() + " " + error.context().get("observations") + " " + error.context().get("needed"));
        }
    }
}
