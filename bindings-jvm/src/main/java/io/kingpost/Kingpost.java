package io.kingpost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The catalogue, and the doors that every component shares. */
public final class Kingpost {
    private Kingpost() {}

    /**
     * Fits the component of an id with its defaults.
     *
     * @param id such as {@code forecast.naive}
     * @param params parameters by name; null for the defaults
     * @param data what to fit
     * @return a fitted model of the component's family, to be closed
     * @throws KingpostException {@code kp.unknown_component}, {@code kp.invalid_params}, and what the component says
     */
    public static Model fit(String id, Map<String, ?> params, Data data) {
        return fit(id, params, data, null, null, RunOptions.DEFAULT);
    }

    /**
     * Calls a function of the catalogue.
     *
     * @param id such as {@code forecast.reconcile}
     * @param params parameters by name; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @param tables the tables that it reads, in order; null for one that is absent
     * @return a {@link Frame} or text, as the function says
     * @throws KingpostException {@code kp.unknown_component}, {@code kp.invalid_params}, and what the function says of its tables
     */
    public static Object call(String id, Map<String, ?> params, RunOptions run, Frame... tables) {
        return Bridge.function(id, params, Given.data(tables, "tables"), run);
    }

    /**
     * Fits the component of an id.
     *
     * @param id such as {@code forecast.naive}
     * @param params parameters by name; null for the defaults
     * @param data what to fit
     * @param target what is to be predicted, one value a row; null unless the component is a classifier or a
     *     regressor
     * @param options options of the family by name, such as {@code freq}; null for the defaults
     * @param run how it is to be carried out, or null for the defaults
     * @return a fitted model of the component's family, to be closed
     * @throws KingpostException {@code kp.unknown_component}, {@code kp.invalid_params}, and what the component says
     */
    public static Model fit(
        String id, Map<String, ?> params, Data data, Column target, Map<String, ?> options, RunOptions run) {
        return Model.of(Bridge.fit(id, params, data, target, options, run));
    }

    /**
     * Reads a model file, or a supervised model of fastText, {@code .bin} or {@code .ftz}.
     *
     * @param path where it is
     * @return the model, to be closed
     * @throws KingpostException {@code kp.io}, {@code kp.corrupt_model}, {@code kp.incompatible_model}
     */
    public static Model load(Path path) {
        return load(Given.param(path, "path").toString());
    }

    /**
     * Reads a model file; see {@link #load(Path)}.
     *
     * @param path where it is
     * @return the model, to be closed
     */
    public static Model load(String path) {
        return Model.of(Bridge.load(path));
    }

    /**
     * Reads a model file that is in memory.
     *
     * @param bytes the bytes of the file
     * @return the model, to be closed
     * @throws KingpostException {@code kp.corrupt_model}, {@code kp.incompatible_model}
     */
    public static Model fromBytes(byte[] bytes) {
        return Model.of(Bridge.fromBytes(Given.data(bytes, "bytes")));
    }

    /**
     * Reads a model file and replays its own test vectors here.
     *
     * @param path where it is
     * @return the report, values by name
     * @throws KingpostException as {@link #load(Path)}
     */
    public static Map<String, Object> verify(Path path) {
        try (Model model = load(path)) {
            return model.verify();
        }
    }

    /**
     * Replays the own test vectors of a model file that is in memory.
     *
     * @param bytes the bytes of the file
     * @return the report, values by name
     * @throws KingpostException as {@link #fromBytes}
     */
    public static Map<String, Object> verify(byte[] bytes) {
        try (Model model = fromBytes(bytes)) {
            return model.verify();
        }
    }

    /**
     * What a model file says about itself, without loading it: works for components that this release does not have.
     *
     * @param bytes the bytes of the file
     * @return the manifest and the {@code content_id}, values by name
     * @throws KingpostException {@code kp.corrupt_model}, {@code kp.incompatible_model}
     */
    public static Map<String, Object> inspect(byte[] bytes) {
        return Json.object(Bridge.inspect(Given.data(bytes, "bytes")));
    }

    /**
     * What a model file says about itself; see {@link #inspect(byte[])}. No more than its header is read.
     *
     * @param path where it is
     * @return the manifest and the {@code content_id}, values by name
     * @throws KingpostException {@code kp.io} for anything but a file that can be read; as {@link #inspect(byte[])}
     */
    public static Map<String, Object> inspect(Path path) {
        return Json.object(Bridge.inspectFile(Given.param(path, "path").toString()));
    }

    /**
     * Every component, ordered by id.
     *
     * @return the catalogue
     */
    public static List<ComponentInfo> list() {
        List<ComponentInfo> infos = new ArrayList<>();
        for (Object facts : (List<?>) Json.parse(Bridge.catalog())) {
            @SuppressWarnings("unchecked")
            Map<String, Object> map = (Map<String, Object>) facts;
            infos.add(new ComponentInfo(map));
        }
        return Collections.unmodifiableList(infos);
    }

    /**
     * The component of an id.
     *
     * @param id such as {@code forecast.naive}
     * @return its line of the catalogue
     * @throws KingpostException {@code kp.unknown_component}, naming the ids that there are
     */
    public static ComponentInfo get(String id) {
        Bridge.check(id);
        return list().stream().filter(info -> info.id().equals(id)).findFirst().orElseThrow(
            () -> new KingpostException("kp.internal", "'" + id + "' is in the catalogue but not in its list"));
    }

    /**
     * The components whose id, name or page has every word of the query, in any case.
     *
     * @param query words
     * @return lines of the catalogue
     */
    public static List<ComponentInfo> search(String query) {
        List<String> ids = Bridge.search(query);
        List<ComponentInfo> found = new ArrayList<>(list());
        found.removeIf(info -> !ids.contains(info.id()));
        return found;
    }

    /**
     * The release of the native library.
     *
     * @return such as {@code 0.1.0}
     */
    public static String version() {
        return Bridge.version();
    }

    /** Panics inside the core on purpose, for tests: {@code call}, {@code pool} or {@code unfenced}. */
    static void forcedPanic(String place) {
        Bridge.forcedPanic(place);
    }
}
