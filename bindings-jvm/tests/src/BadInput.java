import static java.util.Collections.singletonMap;

import io.kingpost.*;
import io.kingpost.anomaly.ECOD;
import io.kingpost.forecast.Naive;
import io.kingpost.forecast.SeasonalNaive;
import io.kingpost.text.HashingVectorizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Checks.refused("kp.invalid_data", () -> Column.dates(java.time.Instant.EPOCH, null));
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
        Checks.refused("kp.not_enough_data", () -> SeasonalNaive.builder().seasonLength(5).build().fit(Checks.series(1, 2)));
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
            Checks.refused("kp.invalid_data", () -> Kingpost.load(text));
        }
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
            Checks.refused("kp.io", () -> model.save(folder.resolve("no/such/folder/model")));
            // Nobody may write there, not even root.
            Checks.refused("kp.io", () -> model.save("/proc/kingpost-model"));
            Checks.equal(0, folder.toFile().list().length);
        }
        Files.delete(folder);
    }
}
