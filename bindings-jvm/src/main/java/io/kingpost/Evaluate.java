package io.kingpost;

import java.util.List;
import java.util.Map;

/** How good forecasts and detections are. */
public final class Evaluate {
    private Evaluate() {}

    /**
     * Computes a metric.
     *
     * @param id such as {@code mae}; see {@link #metrics()}
     * @param frame the columns that the metric reads
     * @param args the metric's arguments by name; null for the defaults
     * @return the metric
     * @throws KingpostException {@code kp.invalid_params}, {@code kp.invalid_data}
     */
    public static double metric(String id, Frame frame, Map<String, ?> args) {
        return Bridge.metric(id, frame, args);
    }

    /**
     * Every metric.
     *
     * @return maps with {@code id}, {@code doc}, {@code greater_is_better}, {@code columns}
     */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> metrics() {
        return (List<Map<String, Object>>) Json.parse(Bridge.metrics());
    }

    /**
     * Forecasts a panel from earlier origins and lays the forecasts beside what came. A series that is too short, or that
     * cannot be read, fitted or forecast at one of the origins, is left out: {@code failures} gives those in place of the
     * forecasts, and with {@code fail_fast} the first of them is an error.
     *
     * @param id a forecaster, such as {@code forecast.naive}
     * @param params parameters by name; null for the defaults
     * @param frame the panel
     * @param options horizon, windows, how to read the panel and how each fit is made, by name: {@code h}, {@code n_windows},
     *     {@code step_size}, {@code input_size}, {@code level}, {@code refit}, {@code fitted}, {@code failures}, and
     *     those of {@link ForecasterOptions} but {@code keep_fitted}
     * @param run how it is to be carried out, or null for the defaults
     * @return id, time, cutoff, value and forecasts
     * @throws KingpostException {@code kp.invalid_params}, {@code kp.invalid_data} and what the component says
     */
    public static Frame backtest(
        String id, Map<String, ?> params, Frame frame, Map<String, ?> options, RunOptions run) {
        return Bridge.backtest(id, params, frame, options, run);
    }
}
