package io.kingpost;

import java.util.Map;

/** A component that forecasts the series of a panel. */
public abstract class Forecaster extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Forecaster(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Fits every series of a panel.
     *
     * @param panel {@code unique_id}, {@code ds} and {@code y}, in the long form
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public ForecastModel fit(Frame panel) {
        return fit(panel, null, RunOptions.DEFAULT);
    }

    /**
     * Fits one series, whose times are 0, 1, 2 and so on.
     *
     * @param y the values in order; NaN is a missing one
     * @return the model, to be closed
     * @throws KingpostException as {@link #fit(Frame)}
     */
    public ForecastModel fit(double[] y) {
        return fit(Frame.builder().doubles("y", y).build());
    }

    /**
     * Fits every series of a panel.
     *
     * @param panel the long form
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException as {@link #fit(Frame)}
     */
    public ForecastModel fit(Frame panel, RunOptions run) {
        return fit(panel, null, run);
    }

    /**
     * Fits every series of a panel.
     *
     * @param panel the long form
     * @param options how the panel is read and what is kept; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public ForecastModel fit(Frame panel, ForecasterOptions options, RunOptions run) {
        return (ForecastModel) fitTo(panel, null, options == null ? null : options.toMap(), run);
    }
}
