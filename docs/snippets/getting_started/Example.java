import io.kingpost.*;
import io.kingpost.forecast.AutoETS;

class Example {
    public static void main(String[] args) {
        double[] y = {112.0, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135};
        ForecastModel model = AutoETS.builder().build().fit(y);
        model.save("sales.kp.safetensors");
        ForecastModel again = (ForecastModel) Kingpost.load("sales.kp.safetensors");
        Frame forecast = again.forecast(3, 95);
        System.out.println(java.util.Arrays.toString(forecast.getDoubles("AutoETS")));
    }
}
