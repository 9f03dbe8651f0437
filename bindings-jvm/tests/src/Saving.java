import io.kingpost.*;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;

/** Saving under bad luck: the old file or the new one, never a part of one. */
public final class Saving {
    private Saving() {}

    /** In a process of its own: saves once, or for ever. */
    public static void main(String[] args) {
        try (ForecastModel old = model("old"); ForecastModel fresh = model("new")) {
            do {
                fresh.save(args[1]);
                old.save(args[1]);
            } while (args[0].equals("for ever"));
        } catch (KingpostException error) {
            System.out.println(error.code());
        }
    }

    static void all() {
        Checks.check("a full disk leaves the old file", Saving::full);
        Checks.check("a kill during a save leaves a whole file", Saving::killed);
    }

    /** Large enough that a save takes a while: some 4 MB. */
    private static ForecastModel model(String name) {
        ForecastModel model = Checks.naive(new double[250_000]);
        model.setCard(Collections.singletonMap("name", name));
        return model;
    }

    private static Path first(Path folder) {
        Path file = folder.resolve("m.kp.safetensors");
        try (ForecastModel model = model("first")) {
            model.save(file);
        }
        return file;
    }

    private static Object name(Path file) {
        try (Model model = Kingpost.load(file)) {
            return model.card().get("name");
        }
    }

    private static int files(Path folder) {
        return folder.toFile().list().length;
    }

    private static void full() throws Exception {
        Path folder = Files.createTempDirectory("kingpost-checks");
        Path file = first(folder);
        // A limit on the size of files stops the writing in the middle, as a full disk does, and needs no rights. It must not
        // stop the library from being extracted.
        Path library = folder.resolve("library");
        try (InputStream in = Kingpost.class.getResourceAsStream("native/linux-x86_64/libkingpost_jvm.so")) {
            Files.copy(in, library);
        }
        List<String> command = Arrays.asList("sh", "-c", "trap '' XFSZ; ulimit -f 1024; exec \"$@\"", "sh", java(), "-Xmx64m",
            "-XX:-UsePerfData", "-Dkingpost.native.path=" + library, "-cp", System.getProperty("java.class.path"), "Saving", "once",
            file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (Scanner out = new Scanner(process.getInputStream()).useDelimiter("\\A")) {
            String said = out.hasNext() ? out.next() : "";
            Checks.that(said.trim().endsWith("kp.io"), said);
        }
        Checks.equal("first", name(file));
        Checks.equal(2, files(folder));
        clear(folder);
    }

    private static void killed() throws Exception {
        Path folder = Files.createTempDirectory("kingpost-checks");
        Path file = first(folder);
        Random random = new Random();
        Set<Object> names = new TreeSet<>();
        for (int round = 0; round < 6; round++) {
            // A child that was killed leaves its temporary file behind.
            int before = files(folder);
            long start = System.currentTimeMillis();
            Process child = new ProcessBuilder(java(), "-Xmx64m", "-cp", System.getProperty("java.class.path"), "Saving",
                "for ever", file.toString()).inheritIO().start();
            while (files(folder) == before && System.currentTimeMillis() - start < 60_000) {
                Thread.sleep(1);
            }
            Thread.sleep(20 * round + random.nextInt(30));
            child.destroyForcibly().waitFor();
            names.add(name(file));
        }
        Checks.that(!names.equals(Collections.singleton("first")), "the child never saved anything");
        names.removeAll(Arrays.asList("first", "old", "new"));
        Checks.that(names.isEmpty(), names);
        clear(folder);
    }

    private static String java() {
        return Paths.get(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void clear(Path folder) {
        Arrays.stream(folder.toFile().listFiles()).forEach(File::delete);
        folder.toFile().delete();
    }
}
