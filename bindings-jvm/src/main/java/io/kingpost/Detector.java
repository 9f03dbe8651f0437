package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.util.Map;

/** A component that scores the rows of a table. */
public abstract class Detector extends Component {
    /**
     * For the generated classes.
     *
     * @param id the component's id
     * @param params values by name
     */
    protected Detector(String id, Map<String, Object> params) {
        super(id, params);
    }

    /**
     * Fits a table; every column is a feature.
     *
     * @param data the table
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(Data data) {
        return fit(data, RunOptions.DEFAULT);
    }

    /**
     * Fits the rows of a matrix; see {@link Frame#matrix}.
     *
     * @param rows the rows
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(double[][] rows) {
        return fit(Frame.matrix(rows), RunOptions.DEFAULT);
    }

    /**
     * Fits a table; every column is a feature.
     *
     * @param data the table
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public DetectorModel fit(Data data, RunOptions run) {
        return (DetectorModel) fitTo(data, null, null, run);
    }

    /**
     * {@code fit} and {@code predict} of the same rows, which are scored once: the same bits in less time; but KNN, LOF and
     * COF leave each row out of its own neighbours.
     *
     * @param data the table
     * @return the model, to be closed, and what it says of the rows
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public Fitted fitPredict(Data data) {
        return fitPredict(data, RunOptions.DEFAULT);
    }

    /**
     * {@code fit} and {@code predict} of the rows of a matrix; see {@link Frame#matrix}.
     *
     * @param rows the rows
     * @return the model, to be closed, and what it says of the rows
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public Fitted fitPredict(double[][] rows) {
        return fitPredict(Frame.matrix(rows), RunOptions.DEFAULT);
    }

    /**
     * {@code fit} and {@code predict} of the same rows, which are scored once: the same bits in less time; but KNN, LOF and
     * COF leave each row out of its own neighbours.
     *
     * @param data the table
     * @param run how it is to be carried out, or null for the defaults
     * @return the model, to be closed, and what it says of the rows
     * @throws KingpostException {@code kp.invalid_params} for parameters out of their ranges, and what is wrong with the data
     */
    public Fitted fitPredict(Data data, RunOptions run) {
        NativeModel handle = Bridge.fitAnswer(id(), params(), data, null, run);
        return new Fitted((DetectorModel) Model.of(handle), (Frame) Bridge.takeAnswer(handle));
    }

    /** What {@code fitPredict} gives. */
    public static final class Fitted {
        /** The fitted model, to be closed. */
        public final DetectorModel model;
        /** The columns {@code score} and {@code anomaly}, one row a row. */
        public final Frame judged;

        Fitted(DetectorModel model, Frame judged) {
            this.model = model;
            this.judged = judged;
        }
    }
}
