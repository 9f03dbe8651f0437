import static java.util.Collections.singletonMap;

import io.kingpost.*;
import io.kingpost.anomaly.ECOD;
import io.kingpost.anomaly.STLResidual;
import io.kingpost.forecast.AutoETS;
import io.kingpost.forecast.Combination;
import io.kingpost.forecast.Naive;
import io.kingpost.forecast.Plot;
import io.kingpost.forecast.Reconcile;
import io.kingpost.forecast.SeasonalNaive;
import io.kingpost.text.BM25;
import io.kingpost.text.ExactNeighbors;
import io.kingpost.text.HashingVectorizer;
import io.kingpost.text.TfidfVectorizer;
import java.io.DataInputStream;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.*;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;

/** The public classes: what is there, what it looks like, what goes in and comes out. */
final class Surface {
    private Surface() {}

    static void all(String lib) {
        Checks.check("a panel of dates, forecast with intervals", Surface::panel);
        Checks.check("every kind of column comes back as it went in", Surface::columns);
        Checks.check("a frame prints as a table", Surface::table);
        Checks.check("matrices and their columns", Surface::matrices);
        Checks.check("texts become a sparse matrix", Surface::texts);
        Checks.check("indexes find texts and vectors", Surface::indexes);
        Checks.check("a saved model answers the same", Surface::saved);
        Checks.check("cards, parts, copies and metrics", Surface::papers);
        Checks.check("json reads and writes", Surface::json);
        Checks.check("every component has a class with every parameter", Surface::builders);
        Checks.check("functions answer with tables and with text", Surface::functions);
        Checks.check("paths are simulated from the seed", Surface::simulated);
        Checks.check("what is short for more", Surface::plain);
        Checks.check("a component may be a parameter of another", Surface::members);
        Checks.check("classes are Java 8, public signatures are plain", () -> classFiles(lib));
        Checks.check("the jar has the native library, its digest and a module name", () -> jar(lib));
    }

    private static void panel() {
        Instant[] days = new Instant[6];
        Arrays.setAll(days, day -> Instant.parse("2024-02-26T00:00:00Z").plusSeconds(86_400L * (day % 3)));
        Frame sales = Frame.builder()
            .strings("unique_id", "a", "a", "a", "b", "b", "b")
            .dates("ds", days)
            .doubles("y", 1, 2, 3, 10, 20, 15)
            .build();
        ForecasterOptions options = ForecasterOptions.builder().freq("D").alias("last").build();
        try (ForecastModel model = Naive.builder().build().fit(sales, options, RunOptions.DEFAULT)) {
            Frame forecast = model.forecast(2, 80, 95);
            Checks.equal(Arrays.asList("unique_id", "ds", "last", "last-lo-95", "last-lo-80", "last-hi-80", "last-hi-95"), forecast.names());
            Checks.equal("[a, a, b, b]", Arrays.toString(forecast.getStrings("unique_id")));
            Checks.equal(Instant.parse("2024-03-01T00:00:00Z"), forecast.getInstants("ds")[1]);
            Checks.equal(days[2].toEpochMilli() + 86_400_000L, forecast.getTimes("ds")[0]);
            Checks.equal("[3.0, 3.0, 15.0, 15.0]", Arrays.toString(forecast.getDoubles("last")));
            Checks.that(forecast.getDoubles("last-lo-95")[0] < forecast.getDoubles("last-lo-80")[0], forecast);
            Checks.equal(6, model.fitted().rows());
            Checks.equal(0, model.failures().rows());
        }
        try (ForecastModel model = SeasonalNaive.builder().seasonLength(2).build().fit(Checks.series(1, 2, 3, 4))) {
            Checks.equal("[3.0, 4.0, 3.0]", Arrays.toString(model.forecast(3).getDoubles("SeasonalNaive")));
            Checks.equal(2L, model.params().get("season_length"));
        }
    }

    private static void columns() {
        Frame frame = Frame.builder()
            .doubles("d", 1.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY)
            .longs("l", Long.MIN_VALUE, -1, 0, Long.MAX_VALUE)
            .booleans("b", true, false, true, true)
            .strings("s", "a", "", null, "Grüße \uD83D\uDE00")
            .column("t", Column.times(new long[] {-1, 0, 1, 2}, Column.Unit.NANOSECOND, null))
            .build();
        // There and back through the core by way of Arrow.
        Checks.equal(frame, Frame.fromArrow(frame.toArrow()));
        Checks.equal("1969-12-31T23:59:59.999999999Z", frame.getInstants("t")[0].toString());
        Checks.equal("[-1, 0, 0, 0]", Arrays.toString(frame.getTimes("t")));
        Checks.equal(0, Frame.fromArrow(Frame.builder().build().toArrow()).names().size());
    }

    private static void table() {
        Frame frame = Frame.builder().strings("id", "a", null).doubles("value", 1, 22.5).build();
        Checks.equal("  id  value\n   a    1.0\nnull   22.5", frame.toString());
        Checks.that(Checks.series(new double[50]).toString().endsWith("... 50 rows"), "long frames are cut");
        try (Model model = Checks.naive(1, 2)) {
            Checks.equal("Naive {}", model.toString());
        }
        Checks.equal("SeasonalNaive {\"season_length\":12}", SeasonalNaive.builder().seasonLength(12).build().toString());
    }

    private static void matrices() throws Exception {
        double[][] rows = Checks.rows(200, 3);
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        Checks.equal(Frame.matrix(rows), Frame.rowMajor(flat, 3));
        try (DetectorModel model = ECOD.builder().build().fit(rows)) {
            double[] scores = model.score(rows);
            Frame named = Frame.builder().doubles("x2", Frame.matrix(rows).getDoubles("x2"))
                .doubles("x0", Frame.matrix(rows).getDoubles("x0")).doubles("x1", Frame.matrix(rows).getDoubles("x1")).build();
            Checks.that(Arrays.equals(scores, model.score(named)), "columns are found by name");
            Checks.equal(Arrays.asList("score", "anomaly", "probability"), model.predict(rows).names());
            double[] probability = model.predict(rows).getDoubles("probability");
            Checks.equal(10L, Arrays.stream(probability).filter(lower -> lower > 0.95).count());
            Checks.refused("kp.invalid_data", () -> model.score(Checks.rows(2, 2)));
            Detector.Fitted both = ECOD.builder().build().fitPredict(rows);
            try (DetectorModel alone = ECOD.builder().build().fit(rows); DetectorModel again = both.model) {
                Checks.equal(alone.contentId(), again.contentId());
                Checks.that(Arrays.equals(alone.score(rows), both.judged.getDoubles("score")), both.judged);
            }
        }
        double[] y = new double[240];
        for (int at = 0; at < y.length; at++) {
            y[at] = Math.abs(at % 24 - 12) + at * 37 % 11 / 10.0 + (at == 100 ? 9 : 0);
        }
        Frame panel = Frame.builder().doubles("y", y).build();
        SeriesDetector.Fitted series = STLResidual.builder().seasonLengths(24).build().fitPredict(panel);
        try (SeriesDetectorModel model = series.model) {
            Checks.equal(model.predict(panel), series.judged);
            boolean[] anomaly = series.judged.getBooleans("anomaly");
            Checks.equal(1L, IntStream.range(0, y.length).filter(at -> anomaly[at]).count());
            Checks.that(anomaly[100], series.judged);
        }
    }

    private static void texts() {
        try (VectorizerModel model = HashingVectorizer.builder().build().fit("a first text", "another")) {
            Csr features = model.transform("the king post", "");
            Checks.equal(2, features.rows());
            Checks.equal(features.indptr()[1], features.indptr()[2]);
            Checks.that(features.indices().length > 0, features);
        }
        String[] texts = {"the king post", "a post"};
        Vectorizer.Fitted both = TfidfVectorizer.builder().build().fitTransform(texts);
        try (VectorizerModel model = TfidfVectorizer.builder().build().fit(texts); VectorizerModel again = both.model) {
            Checks.equal(model.contentId(), again.contentId());
            Checks.that(Arrays.equals(model.transform(texts).values(), both.features.values()), both.features);
        }
    }

    private static void indexes() throws Exception {
        Frame items = Frame.builder().strings("id", "a", "b", "c")
            .strings("text", "late invoice", "broken screen", "the invoice of the screen").build();
        Frame query = Frame.builder().strings("text", "screen invoice").build();
        try (IndexModel model = BM25.builder().build().fit(items)) {
            Frame found = model.search(query, 2);
            Checks.equal(Arrays.asList("query", "rank", "id", "score"), found.names());
            Checks.equal("[c, a]", Arrays.toString(found.getStrings("id")));
            Frame allowed = model.search(query, 5, Arrays.asList("b"), RunOptions.DEFAULT);
            Checks.equal("[b]", Arrays.toString(allowed.getStrings("id")));
            model.update(Frame.builder().strings("id", "d").strings("text", "screen invoice").build());
            Checks.equal("d", model.search(query, 1).getStrings("id")[0]);
            Checks.refused("kp.invalid_params", () -> model.search(query, 0));
        }
        try (IndexModel model = ExactNeighbors.builder().build().fit(new double[][] {{1, 0}, {0, 1}})) {
            Checks.equal(1L, model.search(Frame.matrix(new double[] {1, 2}), 1).getLongs("id")[0]);
        }
    }

    private static void saved() throws Exception {
        Path file = Files.createTempDirectory("kingpost-checks").resolve("model.kp.safetensors");
        try (ForecastModel model = Checks.naive(1, 2, 4)) {
            model.save(file);
            Frame expected = model.forecast(3, 90);
            for (Model loaded : Arrays.asList(Kingpost.load(file), Kingpost.fromBytes(model.toBytes()))) {
                Checks.equal(expected, ((ForecastModel) loaded).forecast(3, 90));
                Checks.equal(model.contentId(), loaded.contentId());
                Checks.equal("forecast.naive", loaded.component());
                loaded.close();
            }
            Checks.equal(true, Kingpost.verify(file).get("ok"));
            Checks.equal(true, Kingpost.verify(model.toBytes()).get("ok"));
            Checks.equal(model.contentId(), Kingpost.inspect(Files.readAllBytes(file)).get("content_id"));
            Checks.equal(Kingpost.inspect(model.toBytes()), Kingpost.inspect(file));
        }
        Files.delete(file);
        Files.delete(file.getParent());
    }

    private static void papers() throws Exception {
        try (ForecastModel model = Checks.naive(1, 2, 4); ForecastModel copy = model.copy()) {
            model.setCard(singletonMap("purpose", "tests"));
            Checks.equal("tests", model.card().get("purpose"));
            Checks.that(model.card().get("facts") instanceof Map, model.card());
            Checks.refused("kp.invalid_params", () -> model.setCard(singletonMap("colour", "red")));
            Checks.equal(1, model.parts().tables().get("series").rows());
            copy.update(Frame.builder().longs("ds", 3).doubles("y", 9).build());
            Checks.equal(9.0, copy.forecast(1).getDoubles("Naive")[0]);
            Checks.equal(4.0, model.forecast(1).getDoubles("Naive")[0]);
        }
        Map<String, Object> options = new HashMap<>();
        options.put("n_windows", 2);
        options.put("transform", "log");
        options.put("alias", "last");
        Frame backtest = Evaluate.backtest("forecast.naive", null, Checks.series(1, 2, 4, 8), options, null);
        Checks.equal("[2.0, 4.0]", Arrays.toString(Arrays.stream(backtest.getDoubles("last")).map(Math::rint).toArray()));
        Checks.that(Evaluate.metrics().stream().anyMatch(metric -> "mae".equals(metric.get("id"))), "mae");
        Checks.that(Kingpost.search("last value").stream().anyMatch(info -> info.id().equals(Naive.ID)), "search");
        Checks.that(Kingpost.get(Naive.ID).verbs().contains("forecast"), Kingpost.get(Naive.ID));
        Checks.that(Kingpost.version().matches("\\d+\\.\\d+\\.\\d+.*"), Kingpost.version());
    }

    private static void json() throws Exception {
        Object value = Json.parse(" {\"a\":[1,-2.5e3,true,null,\"\\u00e9\\n\\\"\"],\"b\":{},\"c\":9223372036854775807,\"d\":1e400} ".replace(",\"d\":1e400", ""));
        Checks.equal("{\"a\":[1,-2500.0,true,null,\"é\\u000a\\\"\"],\"b\":{},\"c\":9223372036854775807}", Json.write(value));
        for (String bad : Arrays.asList("", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"", "\"\\x\"", "--1", "[" + new String(new char[300]).replace('\0', '['))) {
            Checks.refused("kp.invalid_params", () -> Json.parse(bad));
        }
        Checks.refused("kp.invalid_params", () -> Json.write(Double.NaN));
        Checks.refused("kp.invalid_params", () -> Json.write(new Object()));
    }

    private static void builders() throws Exception {
        for (ComponentInfo info : Kingpost.list()) {
            Class<?> type = Class.forName("io.kingpost." + info.id().split("\\.")[0] + "." + info.name());
            Object builder = type.getMethod("builder").invoke(null);
            Component component = (Component) builder.getClass().getMethod("build").invoke(builder);
            Checks.equal(info.id(), component.id());
            Set<String> methods = new HashSet<>();
            for (Method method : builder.getClass().getDeclaredMethods()) {
                methods.add(method.getName().toLowerCase(Locale.ROOT).replace("_", ""));
            }
            for (Object param : ((Map<?, ?>) info.params().getOrDefault("properties", Collections.emptyMap())).keySet()) {
                Checks.that(methods.contains(param.toString().replace("_", "")), info.id() + " has no " + param);
            }
        }
    }

    private static void functions() throws Exception {
        Frame forecasts = Frame.builder()
            .strings("unique_id", "all", "a", "b")
            .longs("ds", 1, 1, 1)
            .doubles("M", 10, 3, 4)
            .build();
        Frame hierarchy = Frame.builder().strings("unique_id", "a", "b").strings("total", "all", "all").build();
        Reconcile ols = Reconcile.builder().method(Reconcile.Method.OLS).build();
        Checks.equal("[9.0, 4.0, 5.0]", Arrays.toString(ols.call(forecasts, hierarchy).getDoubles("M")));
        Checks.equal("forecast.reconcile", ols.id());
        Checks.equal("Reconcile {\"method\":\"ols\"}", ols.toString());
        String picture = Plot.builder().forecasts(Checks.series(2, 2)).build().call(Checks.series(1, 3, 2));
        Checks.that(picture.startsWith("<svg"), picture);
        Checks.refused("kp.invalid_data", () -> Reconcile.builder().build().call(forecasts, hierarchy));
        Checks.refused("kp.unknown_component", () -> Kingpost.call("forecast.nothing", null, RunOptions.DEFAULT));
    }

    private static void members() {
        Frame y = Checks.series(20, 31, 42, 25, 22, 34, 45, 27, 25, 36, 48, 30);
        Map<String, Object> named = new HashMap<>();
        named.put("forecaster", "AutoETS");
        named.put("params", singletonMap("season_length", 4));
        AutoETS own = AutoETS.builder().seasonLength(4).build();
        try (ForecastModel one = Combination.builder().models(own, "Naive").build().fit(y);
                ForecastModel two = Combination.builder().models(named, "Naive").build().fit(y)) {
            Checks.equal(two.forecast(3), one.forecast(3));
        }
    }

    /** What a call answers, or what it throws. */
    private static Object outcome(java.util.function.Supplier<Frame> call) {
        try {
            return call.get();
        } catch (KingpostException error) {
            return error.toString();
        }
    }

    private static void plain() {
        RunOptions run = RunOptions.builder().seed(1).nJobs(1).build();
        Frame y = Checks.series(1, 3, 2);
        try (ForecastModel model = Naive.builder().build().fit(y, run); ForecastModel same = Naive.builder().build().fit(new double[] {1, 3, 2})) {
            Checks.equal("1", ((Map<?, ?>) model.card().get("facts")).get("seed"));
            Checks.equal(outcome(() -> same.update(Checks.series(7, 8))), outcome(() -> model.update(new double[] {7, 8})));
            Checks.equal(same.forecast(2), model.forecast(2));
        }
        double[] waves = new double[96];
        Arrays.setAll(waves, at -> at % 24);
        try (SeriesDetectorModel model = STLResidual.builder().seasonLengths(24).build().fit(Checks.series(waves), run)) {
            Checks.equal(96, model.score(waves).length);
        }
    }

    private static void simulated() {
        try (ForecastModel model = Naive.builder().build().fit(Checks.series(1, 3, 2, 5, 4))) {
            RunOptions seed = RunOptions.builder().seed(1).build();
            Frame paths = model.simulate(3, 20, null, seed);
            Checks.equal(60, paths.rows());
            Checks.equal(paths, model.simulate(3, 20, null, seed));
            Checks.equal(19L, paths.getLongs("path")[59]);
            Checks.equal(model.simulate(3, 20, null, null), model.simulate(3, 20));
        }
    }

    private static File jarFile(String lib) {
        return Arrays.stream(new File(lib).listFiles()).filter(file -> file.getName().startsWith("kingpost-")).findFirst().get();
    }

    private static void classFiles(String lib) throws Exception {
        int classes = 0;
        try (JarFile jar = new JarFile(jarFile(lib))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.getName().endsWith(".class")) {
                    continue;
                }
                classes++;
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    in.readInt();
                    in.readShort();
                    Checks.equal(52, in.readUnsignedShort());
                }
                String name = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.startsWith("io.kingpost.internal.") && Modifier.isPublic(Class.forName(name).getModifiers())) {
                    for (Method method : Class.forName(name).getMethods()) {
                        Checks.that(method.getName().matches("[A-Za-z0-9_]+"), name + "." + method.getName());
                    }
                }
            }
        }
        Checks.that(classes > 40, classes + " classes");
    }

    private static void jar(String lib) throws Exception {
        try (JarFile jar = new JarFile(jarFile(lib))) {
            Checks.equal("io.kingpost", jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
            long natives = jar.stream().filter(entry -> entry.getName().matches("io/kingpost/native/[^/]+/[^/]+")).count();
            Checks.that(natives >= 2 && natives % 2 == 0, natives + " native files");
        }
    }
}
