package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.Map;

/** A component that scores the observations of the series of a panel. */
public abstract class SeriesDetector extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected SeriesDetector(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Fits every series of a panel.
     *
     * @param panel {@code unique_id}, {@code ds} and {@code y}, in the long form
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public SeriesDetectorModel fit(Frame panel) {
        return fit(panel, null, RunOptions.DEFAULT);
    }

    /**
     * Fits one series, whose times are 0, 1, 2 and so on.
     *
     * @param y the values in order; NaN is a missing one
     * @return the model, to be closed
     * @throws KingpostException as {@link #fit(Frame)}
     */
    public SeriesDetectorModel fit(double[] y) {
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
    public SeriesDetectorModel fit(Frame panel, RunOptions run) {
        return fit(panel, null, run);
    }

    /**
     * Fits every series of a panel.
     *
     * @param panel the long form
     * @param options how the panel is read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public SeriesDetectorModel fit(Frame panel, SeriesDetectorOptions options, RunOptions run) {
        return (SeriesDetectorModel) fitTo(panel, null, options == null ? null : options.toMap(), run);
    }

    /**
     * {@code fit} and {@code predict} of the same series, which are scored once: the same bits in less time.
     *
     * @param panel the long form
     * @return the model, to be closed, and what it says of the rows
     * @throws KingpostException as {@link #fit(Frame)}
     */
    public Fitted fitPredict(Frame panel) {
        return fitPredict(panel, null, RunOptions.DEFAULT);
    }

    /**
     * {@code fit} and {@code predict} of the same series, which are scored once: the same bits in less time.
     *
     * @param panel the long form
     * @param options how the panel is read; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed, and what it says of the rows
     * @throws KingpostException as {@link #fit(Frame)}
     */
    public Fitted fitPredict(Frame panel, SeriesDetectorOptions options, RunOptions run) {
        NativeModel handle = Bridge.fitAnswer(id(), params(), panel, options == null ? null : options.toMap(), run);
        return new Fitted((SeriesDetectorModel) Model.of(handle), (Frame) Bridge.takeAnswer(handle));
    }

    /** What {@code fitPredict} gives. */
    public static final class Fitted {
        /** The fitted model, to be closed. */
        public final SeriesDetectorModel model;
        /** Id, time, {@code score} and {@code anomaly} of each row. */
        public final Frame judged;

        Fitted(SeriesDetectorModel model, Frame judged) {
            this.model = model;
            this.judged = judged;
        }
    }
}
