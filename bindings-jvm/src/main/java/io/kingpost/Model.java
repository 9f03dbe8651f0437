package io.kingpost;

import io.kingpost.internal.NativeModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fitted model.
 *
 * <p>It lives outside of Java's memory: close it, best by try-with-resources. What is not closed is freed some time after
 * the garbage collector found it. After {@link #close()}, which may be called again, every method throws
 * {@link IllegalStateException}. Threads may share a model.
 */
public abstract class Model implements AutoCloseable {
    private final NativeModel handle;
    /** What the native library knows it by. */
    final long number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Model(NativeModel handle) {
        this.handle = handle;
        number = Bridge.call(handle::number);
    }

    /** The class of the model's family. */
    static Model of(NativeModel handle) {
        String family = (String) describe(handle).get("family");
        switch (family) {
            case "forecaster":
                return new ForecastModel(handle);
            case "detector":
                return new DetectorModel(handle);
            case "series_detector":
                return new SeriesDetectorModel(handle);
            case "stream_detector":
                return new StreamModel(handle);
            case "vectorizer":
                return new VectorizerModel(handle);
            case "classifier":
                return new ClassifierModel(handle);
            case "regressor":
                return new RegressorModel(handle);
            case "index":
                return new IndexModel(handle);
            default:
                throw new KingpostException("kp.unsupported", "this jar has no class for the family '" + family + "'");
        }
    }

    private static Map<String, Object> describe(NativeModel handle) {
        return Json.object(Bridge.call(handle::describe));
    }

    /** The open model. */
    final NativeModel open() {
        if (closed.get()) {
            throw new IllegalStateException("this model is closed");
        }
        return handle;
    }

    /**
     * The component's id, such as {@code forecast.auto_ets}.
     *
     * @return the id
     */
    public String component() {
        return (String) describe(open()).get("component");
    }

    /**
     * The parameters that it was fitted with, defaults written out.
     *
     * @return values by name, see {@link Json}
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> params() {
        return (Map<String, Object>) describe(open()).get("params");
    }

    /**
     * What the model says about itself; {@code facts} is what the library found at fit.
     *
     * @return values by name, see {@link Json}
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> card() {
        return (Map<String, Object>) describe(open()).get("card");
    }

    /**
     * Writes the owner's part of the card: name, purpose, owner, intended_use, limitations, licence, created, extra. Its
     * facts stay.
     *
     * @param card values by name
     * @throws KingpostException {@code kp.invalid_params} for other names
     */
    public void setCard(Map<String, ?> card) {
        NativeModel model = open();
        Bridge.call(() -> {
            model.setCard(Json.write(Given.param(card, "card")));
            return null;
        });
    }

    /**
     * Facts and tables that only this kind of model has.
     *
     * @return the parts
     */
    public Parts parts() {
        return Bridge.parts(open());
    }

    /**
     * Writes the model file; the file that was there stays until the new one is complete. That of a
     * {@code FastTextClassifier} is for fastText where the name ends in {@code .fasttext.bin} or {@code .ftz}.
     *
     * @param path where to
     * @throws KingpostException {@code kp.io} when it cannot be written
     */
    public void save(Path path) {
        Bridge.save(open(), Given.param(path, "path").toString());
    }

    /**
     * Writes the model file; see {@link #save(Path)}.
     *
     * @param path where to
     */
    public void save(String path) {
        Bridge.save(open(), path);
    }

    /**
     * The bytes of the model file.
     *
     * @return the bytes, to be read by {@link Kingpost#fromBytes}
     */
    public byte[] toBytes() {
        return Bridge.toBytes(open());
    }

    /**
     * SHA-256 of what the model is: equal for equal models, in every language.
     *
     * @return 64 hexadecimal digits
     */
    public String contentId() {
        NativeModel model = open();
        return Bridge.call(model::contentId);
    }

    /**
     * Replays the model's own test vectors here.
     *
     * @return the report, values by name
     */
    public Map<String, Object> verify() {
        return Json.object(Bridge.verify(open(), RunOptions.DEFAULT));
    }

    /**
     * Calls a verb by its name: the door for verbs that this class does not spell out.
     *
     * @param verb the verb, such as {@code forecast}
     * @param args its arguments by name; null for the defaults
     * @param data what it reads; null where it needs none
     * @param run how it is to be carried out, or null for the defaults
     * @return what it answers
     * @throws KingpostException {@code kp.unsupported} for a verb that the family does not have, and what the verb says
     */
    public Data call(String verb, Map<String, ?> args, Data data, RunOptions run) {
        return Bridge.call(this, verb, args, data, run);
    }

    final Frame frame(String verb, Map<String, ?> args, Data data, RunOptions run) {
        return (Frame) call(verb, args, data, run);
    }

    /**
     * Learns from new data without fitting again.
     *
     * @param data the new data
     * @param run how it is to be carried out, or null for the defaults
     * @return what the model expected or thought of them
     * @throws KingpostException {@code kp.unsupported} for a family that cannot; {@code kp.invalid_data}, and the model is
     *     then unchanged
     */
    public Frame update(Data data, RunOptions run) {
        return Bridge.update(this, data, run);
    }

    final NativeModel duplicate() {
        NativeModel model = open();
        return Bridge.call(model::duplicate);
    }

    /** Frees the model. A call of another thread that still runs ends first; closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            handle.close();
        }
    }

    @Override
    public String toString() {
        if (closed.get()) {
            return "closed model";
        }
        Map<String, Object> facts = describe(handle);
        return facts.get("name") + " " + Json.write(facts.get("params"));
    }
}
