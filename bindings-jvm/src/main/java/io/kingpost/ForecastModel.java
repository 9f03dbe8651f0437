package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fitted series of a panel. */
public final class ForecastModel extends Model {
    ForecastModel(NativeModel handle) {
        super(handle);
    }

    /**
     * Point forecasts, and an interval for each level.
     *
     * @param h steps ahead, from 1 to 1,000,000
     * @param levels levels of the intervals in per cent, each above 0 and below 100
     * @return {@code h} rows a series: id, time, the component's name, and {@code -lo-95}, {@code -hi-95} for each level
     * @throws KingpostException {@code kp.invalid_params} for arguments out of their ranges
     */
    public Frame forecast(int h, double... levels) {
        return forecast(h, levels, null, RunOptions.DEFAULT);
    }

    /**
     * Point forecasts of a model with regressors.
     *
     * @param h steps ahead, from 1 to 1,000,000
     * @param levels levels of the intervals in per cent, each above 0 and below 100; null for no intervals
     * @param future the regressors' future values, {@code h} rows a series; null where there are none
     * @param run how it is to be carried out, or null for the defaults
     * @return as {@link #forecast(int, double...)}
     * @throws KingpostException {@code kp.invalid_params}, and {@code kp.invalid_data} for missing regressors
     */
    public Frame forecast(int h, double[] levels, Frame future, RunOptions run) {
        return forecast(h, levels, future, false, run);
    }

    /**
     * Point forecasts taken apart.
     *
     * @param h steps ahead, from 1 to 1,000,000
     * @param levels levels of the intervals in per cent, each above 0 and below 100; null for no intervals
     * @param future the regressors' future values, {@code h} rows a series; null where there are none
     * @param components whether to add a column for each part of the forecast, such as {@code AutoETS-trend}; they sum to it
     * @param run how it is to be carried out, or null for the defaults
     * @return as {@link #forecast(int, double...)}, and the parts
     * @throws KingpostException as {@link #forecast(int, double[], Frame, RunOptions)}; {@code kp.unsupported} for the
     *     components of a model that takes nothing apart
     */
    public Frame forecast(int h, double[] levels, Frame future, boolean components, RunOptions run) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("h", h);
        if (levels != null) {
            args.put("level", levels);
        }
        args.put("components", components);
        return frame("forecast", args, future, run);
    }

    /**
     * Paths that each series may take: one-step forecasts, each with an error of the past drawn at random and added.
     *
     * @param h steps ahead, from 1 to 1,000,000
     * @param paths how many paths a series
     * @param future the regressors' future values, {@code h} rows a series; null where there are none
     * @param run how it is to be carried out, or null for the defaults
     * @return id, time, {@code path} from 0, the component's name; path after path of each series
     * @throws KingpostException {@code kp.invalid_params}, {@code kp.unsupported} when it was fitted with {@code
     *     keepFitted(false)}
     */
    public Frame simulate(int h, int paths, Frame future, RunOptions run) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("h", h);
        args.put("paths", paths);
        return frame("simulate", args, future, run);
    }

    /**
     * Paths that each series may take, of a model without regressors.
     *
     * @param h steps ahead, from 1 to 1,000,000
     * @param paths how many paths a series
     * @return as {@link #simulate(int, int, Frame, RunOptions)}
     * @throws KingpostException as {@link #simulate(int, int, Frame, RunOptions)}
     */
    public Frame simulate(int h, int paths) {
        return simulate(h, paths, null, RunOptions.DEFAULT);
    }

    /**
     * The one-step forecasts of the observations that the model was fitted to.
     *
     * @return id, time, value, the component's name
     * @throws KingpostException {@code kp.unsupported} when it was fitted with {@code keepFitted(false)}
     */
    public Frame fitted() {
        return frame("fitted", null, null, RunOptions.DEFAULT);
    }

    /**
     * Observation less fitted value.
     *
     * @return id, time, {@code residual}
     * @throws KingpostException as {@link #fitted()}
     */
    public Frame residuals() {
        return frame("residuals", null, null, RunOptions.DEFAULT);
    }

    /**
     * The series that the component could not be fitted to.
     *
     * @return id, {@code code}, {@code message}, {@code fallback}: what stands in, or missing where a series is left out
     */
    public Frame failures() {
        return frame("failures", null, null, RunOptions.DEFAULT);
    }

    /**
     * Learns from the next observations without fitting again.
     *
     * @param data the observations, in the columns of the fit
     * @return what the model expected of them: id, time, value, the component's name
     * @throws KingpostException {@code kp.invalid_data} for unknown series and for times that do not follow the last; the
     *     model is then unchanged
     */
    public Frame update(Frame data) {
        return update(data, RunOptions.DEFAULT);
    }

    /**
     * Learns from the next observations of one series that was fitted without times.
     *
     * @param y the values in order
     * @return as {@link #update(Frame)}
     * @throws KingpostException as {@link #update(Frame)}
     */
    public Frame update(double[] y) {
        return update(Frame.builder().doubles("y", y).build());
    }

    /**
     * A copy that is updated apart from this one.
     *
     * @return the copy, to be closed by itself
     */
    public ForecastModel copy() {
        return new ForecastModel(duplicate());
    }
}
