package io.kingpost;

import io.kingpost.internal.Kingpost_jvmKt;
import io.kingpost.internal.NativeException;
import io.kingpost.internal.NativeModel;
import io.kingpost.internal.PartsSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every call into the native library, and the one place where its errors become {@link KingpostException}. */
final class Bridge {
    private Bridge() {}

    /** A call of the generated code, which declares checked exceptions. */
    interface Body<T> {
        T run() throws Exception;
    }

    /** A call that takes long enough to be watched. */
    interface Watched<T> {
        T run(long number) throws Exception;
    }

    static <T> T call(Body<T> body) {
        NativeLoader.ensureLoaded();
        try {
            return body.run();
        } catch (NativeException.Failed error) {
            throw new KingpostException(error.getCode(), error.getDetail(), error.getContext(), null);
        } catch (RuntimeException error) {
            throw error;
        } catch (Exception error) {
            // UniFFI's own fence: a panic where no call of ours is.
            throw new KingpostException("kp.internal",
                "a bug in Kingpost: " + error.getMessage(), new LinkedHashMap<String, String>(), error);
        }
    }

    static <T> T watched(RunOptions run, Watched<T> body) {
        // The watcher calls the library too, and must not be the first.
        NativeLoader.ensureLoaded();
        Watcher.Call call = Watcher.enter(run);
        try {
            return call(() -> body.run(call.number));
        } catch (KingpostException error) {
            if (call.listenerFailure != null) {
                throw new KingpostException("kp.cancelled", "the work was cancelled: its progress listener failed: "
                    + call.listenerFailure, error.context(), call.listenerFailure);
            }
            throw error;
        } finally {
            Watcher.leave(call);
        }
    }

    private static Data data(long address) {
        try {
            return new BlockReader(address).data();
        } finally {
            Door.free(address);
        }
    }

    private static byte[] bytes(long address) {
        try {
            return new BlockReader(address).counted();
        } finally {
            Door.free(address);
        }
    }

    /** The call's own options beside those of every call. */
    private static String options(Map<String, ?> own, RunOptions run) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (own != null) {
            all.putAll(own);
        }
        all.putAll(RunOptions.orDefault(run).values);
        return all.isEmpty() ? "" : Json.write(all);
    }

    static NativeModel fit(
        String id, Map<String, ?> params, Data data, Column target, Map<String, ?> options, RunOptions run) {
        Frame label = target == null ? null : Frame.builder().column("label", target).build();
        String written = params == null ? "" : Json.write(params);
        String how = options(options, run);
        return watched(run, number -> {
            try (BlockWriter rows = BlockWriter.of(data); BlockWriter labels = BlockWriter.of(label)) {
                return Kingpost_jvmKt.fit(plain(id, "id"), written, rows.buffer(), labels.buffer(), how, number);
            }
        });
    }

    static NativeModel fitAnswer(
        String id, Map<String, ?> params, Data data, Map<String, ?> options, RunOptions run) {
        String how = options(options, run);
        return watched(run, number -> {
            try (BlockWriter rows = BlockWriter.of(data)) {
                return Kingpost_jvmKt.fitAnswer(plain(id, "id"), Json.write(params), rows.buffer(), how, number);
            }
        });
    }

    static Data takeAnswer(NativeModel model) {
        return call(() -> data(model.takeAnswer()));
    }

    static Data call(Model model, String verb, Map<String, ?> args, Data data, RunOptions run) {
        return ask(Door.CALL, model, plain(verb, "verb"), options(args, run), data, run);
    }

    static Frame update(Model model, Data data, RunOptions run) {
        return (Frame) ask(Door.UPDATE, model, "", options(null, run), data, run);
    }

    private static Data ask(int what, Model model, String verb, String how, Data data, RunOptions run) {
        NativeModel handle = model.open();
        try {
            return watched(run, number -> (Data) Door.ask(what, model.number, verb, how, number, data));
        } catch (KingpostException error) {
            if (error.code().equals("kp.not_fitted")) {
                // Another thread closed it after we looked.
                throw new IllegalStateException(error.getMessage(), error);
            }
            throw error;
        } finally {
            synchronized (handle) {
                // The garbage collector may not take for lost what can still be locked, and so not free it before here.
            }
        }
    }

    static NativeModel load(String path) {
        return call(() -> Kingpost_jvmKt.load(plain(path, "path")));
    }

    static NativeModel fromBytes(byte[] bytes) {
        return call(() -> {
            try (BlockWriter raw = BlockWriter.raw(bytes)) {
                return Kingpost_jvmKt.fromBytes(raw.buffer());
            }
        });
    }

    static byte[] toBytes(NativeModel model) {
        return call(() -> bytes(model.toBytes()));
    }

    static void save(NativeModel model, String path) {
        call(() -> {
            model.save(plain(path, "path"));
            return null;
        });
    }

    static String verify(NativeModel model, RunOptions run) {
        return watched(run, model::verify);
    }

    static Parts parts(NativeModel model) {
        return call(() -> {
            PartsSummary summary = model.partsSummary();
            Map<String, Frame> tables = new LinkedHashMap<>();
            for (String name : summary.getTables()) {
                tables.put(name, (Frame) data(model.partsTable(name)));
            }
            return new Parts(Json.object(summary.getSummary()), tables);
        });
    }

    static double metric(String id, Frame frame, Map<String, ?> args) {
        return call(() -> (Double) Door.ask(Door.METRIC, 0, plain(id, "id"), options(args, RunOptions.DEFAULT), 0, frame));
    }

    /** A {@link Frame} or text. */
    static Object function(String id, Map<String, ?> params, Frame[] tables, RunOptions run) {
        String how = options(params, run);
        return watched(run, number -> Door.ask(Door.FUNCTION, 0, plain(id, "id"), how, number, tables));
    }

    static String metrics() {
        return call(Kingpost_jvmKt::metricsJson);
    }

    static Frame backtest(String id, Map<String, ?> params, Frame frame, Map<String, ?> options, RunOptions run) {
        String written = params == null ? "" : Json.write(params);
        String how = options(options, run);
        return watched(run, number -> {
            try (BlockWriter rows = BlockWriter.of(frame)) {
                return (Frame) data(Kingpost_jvmKt.backtest(plain(id, "id"), written, rows.buffer(), how, number));
            }
        });
    }

    static Frame fromArrow(byte[] ipc) {
        return call(() -> {
            try (BlockWriter raw = BlockWriter.raw(ipc)) {
                return (Frame) data(Kingpost_jvmKt.fromArrow(raw.buffer()));
            }
        });
    }

    static byte[] toArrow(Frame frame) {
        return call(() -> {
            try (BlockWriter rows = BlockWriter.of(frame)) {
                return bytes(Kingpost_jvmKt.toArrow(rows.buffer()));
            }
        });
    }

    static String inspectFile(String path) {
        return call(() -> Kingpost_jvmKt.inspectFile(plain(path, "path")));
    }

    static String inspect(byte[] bytes) {
        return call(() -> {
            try (BlockWriter raw = BlockWriter.raw(bytes)) {
                return Kingpost_jvmKt.inspect(raw.buffer());
            }
        });
    }

    static String catalog() {
        return call(Kingpost_jvmKt::catalogJson);
    }

    static void check(String id) {
        call(() -> {
            Kingpost_jvmKt.checkComponent(plain(id, "id"));
            return null;
        });
    }

    static List<String> search(String query) {
        return call(() -> Kingpost_jvmKt.searchIds(plain(query, "query")));
    }

    static String version() {
        return call(Door::version);
    }

    static void forcedPanic(String place) {
        call(() -> {
            if (place.equals("unfenced")) {
                Kingpost_jvmKt.unfencedPanic();
            }
            return Door.ask(Door.PANIC, 0, plain(place, "place"), "", 0);
        });
    }

    static void cancel(long number) {
        Kingpost_jvmKt.cancelCall(number);
    }

    static long done(long number) {
        return Kingpost_jvmKt.callDone(number);
    }

    static long total(long number) {
        return Kingpost_jvmKt.callTotal(number);
    }

    static long waitingReplies() {
        return call(Kingpost_jvmKt::countReplies);
    }

    /** Text that is there and that UTF-8 can carry. */
    private static String plain(String text, String name) {
        BlockWriter.utf8(Given.param(text, name), "the " + name + " '" + text + "'");
        return text;
    }
}
