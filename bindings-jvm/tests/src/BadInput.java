import static java.util.Collections.singletonMap;

import io.kingpost.*;
import io.kingpost.anomaly.ECOD;
import io.kingpost.anomaly.EWMA;
import io.kingpost.forecast.Naive;
import io.kingpost.forecast.SeasonalNaive;
import io.kingpost.text.HashingVectorizer;
import io.kingpost.text.MultinomialNB;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Input that is wrong, and the error or the outcome that is documented for it. */
final class BadInput {
    private static final double NAN = Double.NaN;

    private BadInput() {}

    static void all() {
        Checks.check("series that cannot be fitted", BadInput::series);
        Checks.check("series that can", BadInput::fine);
        Checks.check("times that are no order", BadInput::times);
        Checks.check("frames that are none", BadInput::frames);
        Checks.check("parameters and arguments out of their ranges", BadInput::parameters);
        Checks.check("data of the wrong shape for a model", BadInput::shapes);
        Checks.check("half surrogate pairs name their row", BadInput::surrogates);
        Checks.check("nothing where something is needed", BadInput::nulls);
        Checks.check("times and durations beyond all bounds", BadInput::far);
        Checks.check("model files that are none", BadInput::files);
        Checks.check("every flipped bit of a model file", BadInput::bits);
        Checks.check("places that cannot be written", BadInput::places);
    }

    private static void fails(String code, double... y) throws Exception {
        Checks.refused(code, () -> Checks.naive(y).close());
    }

    private static void series() throws Exception {
        fails("kp.not_enough_data");
        fails("kp.missing_values", NAN, NAN, NAN);
        fails("kp.missing_values", 1, NAN, 3);
        fails("kp.invalid_data", 1, Double.POSITIVE_INFINITY, 3);
        Checks.refused("kp.invalid_data", () -> Naive.builder().build().fit(Frame.builder().build()));
        KingpostException error = Checks.refused("kp.invalid_data",
            () -> Naive.builder().build().fit(Frame.builder().strings("y", "1", "2").build()));
        Checks.equal("y", error.context().get("column"));
        Checks.refused("kp.invalid_data", () -> Kingpost.fit(Naive.ID, null, null));
    }

    private static void fine() {
        try (ForecastModel one = Checks.naive(5); ForecastModel constant = Checks.naive(7, 7, 7)) {
            Checks.equal(5.0, one.forecast(1).getDoubles("Naive")[0]);
            Checks.equal(7.0, constant.forecast(1, 95).getDoubles("Naive-lo-95")[0]);
        }
        Frame mixed = Frame.builder().strings("unique_id", "a", "b", "a").longs("ds", 1, 1, 2).doubles("y", 1, 10, 2).build();
        try (ForecastModel model = Naive.builder().build().fit(mixed)) {
            Checks.equal("[2.0, 10.0]", Arrays.toString(model.forecast(1).getDoubles("Naive")));
        }
        Frame unsorted = Frame.builder().longs("ds", 3, 1, 2).doubles("y", 30, 10, 20).build();
        try (ForecastModel model = Naive.builder().build().fit(unsorted)) {
            Checks.equal("[30.0]", Arrays.toString(model.forecast(1).getDoubles("Naive")));
        }
    }

    private static void times() throws Exception {
        Frame twice = Frame.builder().longs("ds", 1, 2, 2).doubles("y", 1, 2, 3).build();
        Checks.refused("kp.invalid_data", () -> Naive.builder().build().fit(twice));
        Frame gap = Frame.builder().longs("ds", 1, 2, 4).doubles("y", 1, 2, 3).build();
        Checks.refused("kp.missing_values", () -> Naive.builder().build().fit(gap));
        ForecasterOptions fill = ForecasterOptions.builder().missing(ForecasterOptions.Missing.INTERPOLATE).build();
        try (ForecastModel model = Naive.builder().build().fit(gap, fill, RunOptions.DEFAULT)) {
            Checks.equal(4, model.fitted().rows());
        }
        KingpostException none = Checks.refused("kp.missing_values", () -> Column.dates(Instant.EPOCH, null));
        Checks.equal("the column has no date in row 1", none.getMessage());
        none = Checks.refused("kp.missing_values", () -> Frame.builder().dates("ds", Instant.EPOCH, null));
        Checks.equal("column 'ds' has no date in row 1", none.getMessage());
        Checks.equal("{column=ds, row=1}", none.context().toString());
    }

    private static void frames() throws Exception {
        Checks.refused("kp.invalid_data", () -> Frame.builder().doubles("a", 1).doubles("a", 2));
        Checks.refused("kp.invalid_data", () -> Frame.builder().doubles("a", 1).doubles("b", 1, 2));
        Checks.refused("kp.invalid_data", () -> Checks.series(1).getDoubles("x"));
        Checks.refused("kp.invalid_data", () -> Checks.series(1).getStrings("y"));
        Checks.refused("kp.invalid_data", () -> Frame.matrix(new double[] {1, 2}, new double[] {1}));
        Checks.refused("kp.invalid_data", () -> Frame.rowMajor(new double[] {1, 2, 3}, 2));
        Checks.refused("kp.invalid_data", () -> Frame.rowMajor(new double[] {1, 2, 3}, 0));
        Checks.refused("kp.invalid_data", () -> new Csr(3, new long[] {0, 1}, new int[] {0, 1}, new double[] {1}));
        Checks.refused("kp.invalid_data", () -> new Csr(3, new long[0], new int[0], new double[0]));
        Checks.refused("kp.invalid_data", () -> Frame.fromArrow(new byte[0]));
        Checks.refused("kp.invalid_data", () -> Frame.fromArrow(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    }

    private static void parameters() throws Exception {
        try (ForecastModel model = Checks.naive(1, 2, 3)) {
            Checks.equal("h", Checks.refused("kp.invalid_params", () -> model.forecast(0)).context().get("param"));
            Checks.refused("kp.invalid_params", () -> model.forecast(-1));
            Checks.refused("kp.invalid_params", () -> model.forecast(1_000_001));
            for (double level : new double[] {0, 100, -5, NAN, Double.POSITIVE_INFINITY}) {
                Checks.refused("kp.invalid_params", () -> model.forecast(1, level));
            }
            Checks.refused("kp.unsupported", () -> model.call("score", null, Checks.series(1), RunOptions.DEFAULT));
            Checks.refused("kp.invalid_params", () -> model.call("forecast", singletonMap("steps", 3), null, RunOptions.DEFAULT));
        }
        Checks.refused("kp.invalid_params", () -> SeasonalNaive.builder().seasonLength(0).build().fit(Checks.series(1, 2)));
        Checks.refused("kp.invalid_params", () -> SeasonalNaive.builder().seasonLength(-3).build().fit(Checks.series(1, 2)));
        SeasonalNaive five = SeasonalNaive.builder().seasonLength(5).build();
        ForecasterOptions strict = ForecasterOptions.builder().fallback(false).build();
        Checks.refused("kp.not_enough_data", () -> five.fit(Checks.series(1, 2), strict, RunOptions.DEFAULT));
        try (ForecastModel model = five.fit(Checks.series(1, 2))) {
            Checks.equal("AutoETS", model.forecast(1).getStrings("SeasonalNaive-fallback")[0]);
            Checks.equal("AutoETS", model.failures().getStrings("fallback")[0]);
        }
        Checks.refused("kp.unknown_component", () -> Kingpost.fit("forecast.nothing", null, Checks.series(1)));
        Checks.refused("kp.unknown_component", () -> Kingpost.get("forecast.nothing"));
        Checks.refused("kp.invalid_params", () -> Kingpost.fit(null, null, Checks.series(1)));
        Checks.refused("kp.invalid_params", () -> Kingpost.fit(Naive.ID, singletonMap("speed", 1), Checks.series(1)));
        Checks.refused("kp.invalid_params", () -> Kingpost.fit(Naive.ID, singletonMap("speed", NAN), Checks.series(1)));
        RunOptions seed = RunOptions.builder().seed(-1).build();
        Checks.refused("kp.invalid_params", () -> Kingpost.fit(Naive.ID, null, Checks.series(1), null, null, seed));
        Checks.refused("kp.invalid_params",
            () -> Kingpost.fit(Naive.ID, null, Checks.series(1), null, singletonMap("freq", "fortnight"), RunOptions.DEFAULT));
    }

    private static void shapes() throws Exception {
        Csr matrix = new Csr(2, new long[] {0, 1}, new int[] {1}, new double[] {3});
        Checks.refused("kp.invalid_data", () -> ECOD.builder().build().fit(matrix));
        Checks.refused("kp.invalid_data", () -> Naive.builder().build().fit((Frame) null));
        Csr outside = new Csr(2, new long[] {0, 1}, new int[] {2}, new double[] {3});
        Checks.refused("kp.invalid_data", () -> ECOD.builder().build().fit(outside));
        Checks.refused("kp.invalid_data", () -> ECOD.builder().build().fit(() -> 3));
        Checks.refused("kp.invalid_data", () -> HashingVectorizer.builder().build().fit(Checks.series(1)));
    }

    private static void surrogates() throws Exception {
        for (String text : Arrays.asList("\uD83D", "a\uDE00", "\uD83Db", "\uDE00\uD83D")) {
            KingpostException error = Checks.refused("kp.invalid_data",
                () -> HashingVectorizer.builder().build().fit("fine", "fine too", text));
            Checks.equal("2", error.context().get("row"));
            Checks.equal("text", error.context().get("column"));
            Checks.refused("kp.invalid_data", () -> Naive.builder().build().fit(Frame.builder().doubles(text, 1).build()));
            Checks.refused("kp.invalid_params", () -> Kingpost.fit(Naive.ID, singletonMap(text, 1), Checks.series(1)));
            error = Checks.refused("kp.invalid_params", () -> Kingpost.fit(Naive.ID, singletonMap("alias", text), Checks.series(1)));
            Checks.that(error.getMessage().startsWith("the text '" + text + "' has half a surrogate pair"), error);
            Checks.refused("kp.invalid_data", () -> Kingpost.load(text));
        }
    }

    /** A null is refused by the name of its argument. */
    private static void nulls() throws Exception {
        missing("kp.invalid_data", "values", () -> Column.doubles((double[]) null), () -> Column.longs((long[]) null),
            () -> Column.booleans((boolean[]) null), () -> Column.strings((String[]) null), () -> Column.dates((Instant[]) null),
            () -> Frame.rowMajor(null, 1));
        missing("kp.invalid_data", "ticks", () -> Column.times((long[]) null), () -> Column.times(null, Column.Unit.SECOND, null));
        missing("kp.invalid_data", "unit", () -> Column.times(new long[1], null, null));
        missing("kp.invalid_data", "rows", () -> Frame.matrix((double[][]) null), () -> ECOD.builder().build().fit((double[][]) null));
        missing("kp.invalid_data", "row 0", () -> Frame.matrix(null, new double[1]));
        missing("kp.invalid_data", "row 1", () -> Frame.matrix(new double[1], null));
        missing("kp.invalid_data", "column 'y'", () -> Checks.series((double[]) null), () -> Frame.builder().column("y", null),
            () -> Frame.builder().longs("y", (long[]) null), () -> Frame.builder().booleans("y", (boolean[]) null),
            () -> Frame.builder().strings("y", (String[]) null), () -> Frame.builder().times("y", (long[]) null),
            () -> Frame.builder().dates("y", (Instant[]) null), () -> Naive.builder().build().fit((double[]) null));
        missing("kp.invalid_data", "column 'text'", () -> Frame.texts((String[]) null));
        missing("kp.invalid_data", "the name of a column", () -> Frame.builder().doubles(null, 1));
        missing("kp.invalid_data", "ipc", () -> Frame.fromArrow(null));
        missing("kp.invalid_data", "indptr", () -> new Csr(1, null, new int[0], new double[0]));
        missing("kp.invalid_data", "indices", () -> new Csr(1, new long[1], null, new double[0]));
        missing("kp.invalid_data", "values", () -> new Csr(1, new long[1], new int[0], null));
        missing("kp.invalid_data", "labels", () -> MultinomialNB.builder().build().fit(new String[] {"a"}, null));
        missing("kp.invalid_data", "bytes", () -> Kingpost.fromBytes(null), () -> Kingpost.inspect((byte[]) null),
            () -> Kingpost.verify((byte[]) null));
        missing("kp.invalid_data", "tables", () -> Kingpost.call("forecast.plot", null, null, (Frame[]) null));
        missing("kp.invalid_params", "path", () -> Kingpost.load((Path) null), () -> Kingpost.load((String) null),
            () -> Kingpost.inspect((Path) null), () -> Kingpost.verify((Path) null));
        missing("kp.invalid_params", "id", () -> Kingpost.get(null), () -> Kingpost.fit(null, null, Checks.series(1)),
            () -> Evaluate.metric(null, Checks.series(1), null), () -> Evaluate.backtest(null, null, Checks.series(1), null, null));
        missing("kp.invalid_params", "query", () -> Kingpost.search(null));
        missing("kp.invalid_params", "text", () -> Json.parse(null));
        missing("kp.invalid_params", "timeout", () -> RunOptions.builder().timeout(null));
        try (ForecastModel model = Checks.naive(1, 2); StreamModel stream = EWMA.builder().build().fit(Checks.rows(30, 1))) {
            missing("kp.invalid_params", "path", () -> model.save((Path) null), () -> model.save((String) null));
            missing("kp.invalid_params", "card", () -> model.setCard(null));
            missing("kp.invalid_params", "verb", () -> model.call(null, null, null, null));
            missing("kp.invalid_data", "column 'y'", () -> model.update((double[]) null));
            missing("kp.invalid_data", "row 0", () -> stream.update((double[]) null));
            Checks.refused("kp.invalid_data", () -> model.update((Frame) null));
            Checks.refused("kp.invalid_data", () -> stream.score(null));
            Checks.equal(model.forecast(1), model.forecast(1, null, null, null));
        }
        Checks.refused("kp.invalid_data", () -> Evaluate.metric("mae", null, null));
    }

    private static void missing(String code, String name, Checks.Check... bodies) throws Exception {
        for (Checks.Check body : bodies) {
            KingpostException error = Checks.refused(code, body);
            Checks.equal(name + " is null; it must be given", error.getMessage());
            Checks.equal(name, error.context().get("param"));
        }
    }

    private static void far() throws Exception {
        for (Instant time : new Instant[] {Instant.MAX, Instant.MIN}) {
            KingpostException error = Checks.refused("kp.invalid_data", () -> Frame.builder().dates("ds", Instant.EPOCH, time));
            Checks.equal("column 'ds' has " + time + " in row 1; its milliseconds since 1970 must fit 64 bits", error.getMessage());
            Checks.refused("kp.invalid_data", () -> Column.dates(time));
        }
        Column seconds = Column.times(new long[] {0, Long.MAX_VALUE}, Column.Unit.SECOND, null);
        String place = "the column has 9223372036854775807 seconds since 1970 in row 1; ";
        KingpostException error = Checks.refused("kp.invalid_data", seconds::asEpochMillis);
        Checks.equal(place + "its milliseconds must fit 64 bits", error.getMessage());
        error = Checks.refused("kp.invalid_data", seconds::asInstants);
        Checks.that(error.getMessage().startsWith(place + "an Instant reaches from"), error);
        Checks.equal("[1970-01-01T00:00:00Z, 9223372036854775807 s]", seconds.toString());
        for (Duration timeout : new Duration[] {Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE)}) {
            error = Checks.refused("kp.invalid_params", () -> RunOptions.builder().timeout(timeout));
            Checks.that(error.getMessage().contains(timeout.toString()), error);
        }
        RunOptions longest = RunOptions.builder().timeout(Duration.ofMillis(1L << 53)).build();
        Naive.builder().build().fit(Checks.series(1), longest).close();
        RunOptions longer = RunOptions.builder().timeout(Duration.ofMillis(Long.MAX_VALUE)).build();
        Checks.refused("kp.invalid_params", () -> Naive.builder().build().fit(Checks.series(1), longer));
    }

    private static void files() throws Exception {
        byte[] bytes;
        try (Model model = Checks.naive(1, 2, 3)) {
            bytes = model.toBytes();
        }
        for (int length = 0; length < bytes.length; length += 1 + length / 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            Checks.refused("kp.corrupt_model", () -> Kingpost.fromBytes(cut).close());
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        Checks.refused("kp.corrupt_model", () -> Kingpost.fromBytes(longer).close());
        byte[] huge = bytes.clone();
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 2L << 30);
        Checks.refused("kp.corrupt_model", () -> Kingpost.fromBytes(huge).close());
        Checks.refused("kp.corrupt_model", () -> Kingpost.inspect(new byte[100]));
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        String newer = latin.replace("\\\"kp_format\\\":1", "\\\"kp_format\\\":2");
        Checks.that(!newer.equals(latin), "there is no format in the file");
        KingpostException error = Checks.refused("kp.incompatible_model",
            () -> Kingpost.fromBytes(newer.getBytes(StandardCharsets.ISO_8859_1)).close());
        Checks.that(error.getMessage().contains("has format 2"), error);
    }

    private static void bits() throws Exception {
        byte[] bytes;
        String id;
        try (ForecastModel model = Checks.naive(1, 2, 3)) {
            bytes = model.toBytes();
            id = model.contentId();
        }
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try (Model model = Kingpost.fromBytes(flipped)) {
                throw new AssertionError("bit " + bit + " was not noticed: " + model.contentId().equals(id));
            } catch (KingpostException error) {
                Checks.that(error.code().equals("kp.corrupt_model") || error.code().equals("kp.incompatible_model"), error);
            }
        }
    }

    private static void places() throws Exception {
        Path folder = Files.createTempDirectory("kingpost-checks");
        try (Model model = Checks.naive(1, 2, 3)) {
            KingpostException error = Checks.refused("kp.io", () -> model.save(folder));
            Checks.that(error.getMessage().contains(folder.toString()), error);
            Checks.refused("kp.io", () -> Kingpost.load(folder));
            Checks.refused("kp.io", () -> Kingpost.load(folder.resolve("absent")));
            for (Path path : Arrays.asList(folder, folder.resolve("absent"), Paths.get("/dev/zero"))) {
                error = Checks.refused("kp.io", () -> Kingpost.inspect(path));
                Checks.equal(path.toString(), error.context().get("path"));
            }
            Checks.refused("kp.io", () -> model.save(folder.resolve("no/such/folder/model")));
            // Nobody may write there, not even root.
            Checks.refused("kp.io", () -> model.save("/proc/kingpost-model"));
            Checks.equal(0, folder.toFile().list().length);
        }
        Files.delete(folder);
    }
}
