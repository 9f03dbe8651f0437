import io.kingpost.Kingpost;
import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

/** The native library comes out of the jar, in any number of class loaders, or where it is told to. */
public final class Loading {
    private Loading() {}

    /** In a process of its own: loads, and says what happened. */
    public static void main(String[] args) {
        try {
            System.out.println("loaded " + Kingpost.version());
        } catch (UnsatisfiedLinkError error) {
            System.out.println(error.getMessage());
        }
    }

    static void all(String lib) {
        Checks.check("twenty class loaders, two at a time", () -> loaders(lib));
        Checks.check("files are gone when the library is loaded", Loading::gone);
        Checks.check("a folder by property and by variable", Loading::folders);
        Checks.check("a wrong path is told with its reason", Loading::wrongPath);
        Checks.check("a folder that cannot be written is told, the next is tried", Loading::readOnly);
        Checks.check("a temporary folder that is absent is told", Loading::absent);
        Checks.check("a folder without execution is told", Loading::noexec);
    }

    private static void loaders(String lib) throws Exception {
        URL[] jars = Arrays.stream(new File(lib).listFiles()).map(Loading::url).toArray(URL[]::new);
        for (int round = 0; round < 10; round++) {
            try (URLClassLoader one = new URLClassLoader(jars, null); URLClassLoader two = new URLClassLoader(jars, null)) {
                Object first = fit(one);
                Object second = fit(two);
                Checks.that(first.getClass() != second.getClass(), "two loaders, two classes");
                for (Object model : new Object[] {first, second}) {
                    Object frame = model.getClass().getMethod("forecast", int.class, double[].class).invoke(model, 2, new double[0]);
                    Checks.that(frame.toString().contains("3.0"), frame);
                    ((AutoCloseable) model).close();
                }
            }
        }
        gone();
    }

    private static URL url(File jar) {
        try {
            return jar.toURI().toURL();
        } catch (java.net.MalformedURLException error) {
            throw new IllegalStateException(error);
        }
    }

    private static Object fit(ClassLoader loader) throws Exception {
        Class<?> frame = loader.loadClass("io.kingpost.Frame");
        Object builder = frame.getMethod("builder").invoke(null);
        builder.getClass().getMethod("doubles", String.class, double[].class).invoke(builder, "y", new double[] {1, 2, 3});
        Object data = builder.getClass().getMethod("build").invoke(builder);
        Class<?> kingpost = loader.loadClass("io.kingpost.Kingpost");
        return kingpost.getMethod("fit", String.class, java.util.Map.class, loader.loadClass("io.kingpost.Data"))
            .invoke(null, "forecast.naive", null, data);
    }

    private static void gone() throws Exception {
        try (Stream<Path> files = Files.list(new File(System.getProperty("java.io.tmpdir")).toPath())) {
            long left = files.filter(file -> file.getFileName().toString().matches("kingpost-\\d+")).count();
            Checks.that(left == 0 || File.separatorChar != '/', left + " folders are left");
        }
    }

    /** What {@link #main} prints in a new process. */
    private static String load(String variable, String... properties) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(System.getProperty("java.home") + "/bin/java"));
        command.addAll(Arrays.asList(properties));
        command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path"), "Loading"));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        if (variable != null) {
            process.environment().put("KINGPOST_NATIVE_DIR", variable);
        }
        try (InputStream out = process.start().getInputStream(); Scanner scanner = new Scanner(out).useDelimiter("\\A")) {
            return scanner.hasNext() ? scanner.next() : "";
        }
    }

    private static void folders() throws Exception {
        Path folder = Files.createTempDirectory("kingpost-checks");
        String nowhere = "-Djava.io.tmpdir=/proc/nowhere";
        Checks.that(load(null, nowhere, "-Dkingpost.native.dir=" + folder).contains("loaded"), "property");
        String out = load(folder.toString(), nowhere);
        Checks.that(out.contains("loaded"), out);
        Files.walk(folder).sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }

    private static void wrongPath() throws Exception {
        Path file = Files.createTempFile("kingpost-checks", ".so");
        Files.write(file, new byte[] {1, 2, 3});
        String out = load(null, "-Dkingpost.native.path=" + file);
        Checks.that(out.contains(file.toString()) && out.contains("-Dkingpost.native.path") && out.contains("file too short"), out);
        Files.delete(file);
        out = load(null, "-Dkingpost.native.path=/absent/library.so");
        Checks.that(out.contains("/absent/library.so"), out);
    }

    private static void readOnly() throws Exception {
        String out = load(null, "-Dkingpost.native.dir=/proc/nowhere", "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir"));
        Checks.that(out.contains("loaded"), out);
        out = load(null, "-Djava.io.tmpdir=/proc/nowhere", "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir"));
        Checks.that(out.contains("extracted below /proc/nowhere") && out.contains("library path"), out);
    }

    /** A temporary folder that is not there is not made. */
    private static void absent() throws Exception {
        Path folder = Paths.get(System.getProperty("java.io.tmpdir"), "kingpost-absent");
        String out = load(null, "-Djava.io.tmpdir=" + folder, "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir"));
        Checks.that(out.contains("extracted below " + folder + ": java.io.tmpdir names no folder"), out);
        Checks.that(!Files.exists(folder), "it was made");
        Path named = Files.createTempDirectory("kingpost-checks").resolve("new");
        out = load(null, "-Djava.io.tmpdir=" + folder, "-Dkingpost.native.dir=" + named);
        Checks.that(out.contains("loaded"), out);
        Files.walk(named.getParent()).sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }

    /** Only where a process may mount. */
    private static void noexec() throws Exception {
        Path folder = Files.createTempDirectory("kingpost-checks");
        String java = System.getProperty("java.home") + "/bin/java";
        String script = "mount -t tmpfs -o noexec none " + folder + " && exec " + java + " -Djna.tmpdir="
            + System.getProperty("java.io.tmpdir") + " -Djava.io.tmpdir=" + folder + " -cp '"
            + System.getProperty("java.class.path") + "' Loading";
        Process process = new ProcessBuilder("unshare", "-m", "sh", "-c", script).redirectErrorStream(true).start();
        try (Scanner scanner = new Scanner(process.getInputStream()).useDelimiter("\\A")) {
            String out = scanner.hasNext() ? scanner.next() : "";
            boolean mounted = !out.contains("unshare:") && !out.contains("mount:");
            Checks.that(!mounted || (out.contains("noexec") && out.contains("-Dkingpost.native.dir")), out);
            System.out.println("  noexec: " + (mounted ? "seen" : "not tested, this process may not mount"));
        }
        Files.delete(folder);
    }
}
