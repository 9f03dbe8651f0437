package io.kingpost;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.kingpost.internal.Kingpost_jvmKt;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the native library and loads it, once a class loader.
 *
 * <p>Order: the file named by {@code -Dkingpost.native.path}; the resource of this jar, extracted below
 * {@code -Dkingpost.native.dir}, {@code KINGPOST_NATIVE_DIR} or the temporary folder; the library path. Every extraction
 * has a folder of its own, so that two class loaders never share a file, and is checked before it is loaded.
 */
final class NativeLoader {
    private static final String PATH = "kingpost.native.path";
    private static final String DIR = "kingpost.native.dir";
    private static final String DIR_VARIABLE = "KINGPOST_NATIVE_DIR";
    private static final String TEMPORARY = "java.io.tmpdir";
    /** How the generated code is told which file to use. */
    private static final String OVERRIDE = "uniffi.component.kingpost_jvm.libraryOverride";
    /** One lock for every copy of this class in the process, for the property above is shared by them all. */
    private static final Object LOCK = "io.kingpost.native.loader".intern();

    private static volatile boolean loaded;
    private final List<String> attempts = new ArrayList<>();

    private NativeLoader() {}

    static void ensureLoaded() {
        if (!loaded) {
            synchronized (LOCK) {
                if (!loaded) {
                    new NativeLoader().load();
                    loaded = true;
                }
            }
        }
    }

    private void load() {
        String path = System.getProperty(PATH);
        if (path != null) {
            if (use(path, "-D" + PATH)) {
                return;
            }
            throw failure();
        }
        shareFolderWithJna();
        for (String folder : folders()) {
            Path file = extract(folder);
            if (file != null) {
                boolean used = use(file.toString(), "extracted to " + file);
                discard(file);
                if (used) {
                    return;
                }
            }
        }
        if (!use("kingpost_jvm", "library path")) {
            throw failure();
        }
    }

    /** JNA extracts a library of its own first; where the temporary folder is no good for ours it is none for JNA's. */
    private static void shareFolderWithJna() {
        String folder = System.getProperty(DIR, System.getenv(DIR_VARIABLE));
        if (folder != null && System.getProperty("jna.tmpdir") == null) {
            System.setProperty("jna.tmpdir", folder);
        }
    }

    private static Set<String> folders() {
        Set<String> folders = new LinkedHashSet<>();
        folders.add(System.getProperty(DIR));
        folders.add(System.getenv(DIR_VARIABLE));
        folders.add(System.getProperty(TEMPORARY));
        folders.remove(null);
        return folders;
    }

    /** Tries to load before the generated classes do: a class whose start failed cannot be started again. */
    private boolean use(String library, String how) {
        NativeLibrary opened;
        try {
            opened = NativeLibrary.getInstance(library, NativeLoader.class.getClassLoader());
        } catch (UnsatisfiedLinkError | NoClassDefFoundError error) {
            attempts.add(how + ": " + error.getMessage() + advice(String.valueOf(error.getMessage())));
            return false;
        }
        String before = System.getProperty(OVERRIDE);
        System.setProperty(OVERRIDE, library);
        try {
            Kingpost_jvmKt.uniffiEnsureInitialized();
            Door.open(opened);
        } finally {
            if (before == null) {
                System.clearProperty(OVERRIDE);
            } else {
                System.setProperty(OVERRIDE, before);
            }
        }
        return true;
    }

    private static String advice(String message) {
        if (message.contains("failed to map segment") || message.contains("Operation not permitted")) {
            return " (the folder is probably mounted noexec: name another one with -D" + DIR + "=<folder>)";
        }
        if (message.contains("jnidispatch") || message.contains("com.sun.jna")) {
            return " (JNA could not start: name a folder that allows execution with -Djna.tmpdir=<folder>)";
        }
        return "";
    }

    private static String resource() {
        String os = Platform.isMac() ? "macos" : Platform.isWindows() ? "windows" : System.getProperty("os.name").toLowerCase();
        String arch = Platform.ARCH.replace('-', '_');
        return "native/" + os + "-" + arch + "/" + System.mapLibraryName("kingpost_jvm");
    }

    /** Writes the resource to a new folder; null when that failed. */
    private Path extract(String folder) {
        String resource = resource();
        Path parent = Paths.get(folder);
        // What somebody names for the library may be made; a temporary folder that is not there is a mistake.
        if (folder.equals(System.getProperty(TEMPORARY)) && !Files.isDirectory(parent)) {
            attempts.add("extracted below " + folder + ": " + TEMPORARY + " names no folder");
            return null;
        }
        try (InputStream in = NativeLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                attempts.add("the jar has no io/kingpost/" + resource + ", so it does not serve this platform");
                return null;
            }
            Path own = Files.createTempDirectory(Files.createDirectories(parent), "kingpost-");
            Path file = own.resolve(System.mapLibraryName("kingpost_jvm"));
            deleteLater(own);
            deleteLater(file);
            String written = write(in, file);
            String expected = expected(resource);
            if (!written.equals(expected)) {
                discard(file);
                attempts.add("extracted to " + file + ": bytes and SHA-256 are " + written + "; must be " + expected);
                return null;
            }
            return file;
        } catch (IOException error) {
            attempts.add("extracted below " + folder + ": " + error);
            return null;
        }
    }

    /** Copies, and says how many bytes with which digest then lie in the file. */
    private static String write(InputStream in, Path file) throws IOException {
        Files.copy(in, file);
        try (InputStream written = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = written.read(buffer); read >= 0; read = written.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            StringBuilder text = new StringBuilder(Files.size(file) + " ");
            for (byte b : digest.digest()) {
                text.append(String.format("%02x", b));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException error) {
            throw new IOException(error);
        }
    }

    private static String expected(String resource) throws IOException {
        InputStream in = NativeLoader.class.getResourceAsStream(resource + ".sha256");
        if (in == null) {
            throw new IOException("the jar has no io/kingpost/" + resource + ".sha256");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.readLine();
        }
    }

    private static void deleteLater(Path path) {
        path.toFile().deleteOnExit();
    }

    /** A loaded library needs no name on systems that let go of it; elsewhere it is deleted at the end. */
    private static void discard(Path file) {
        if (File.separatorChar == '/') {
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(file.getParent());
            } catch (IOException error) {
                // It is deleted at the end of the process.
            }
        }
    }

    private UnsatisfiedLinkError failure() {
        return new UnsatisfiedLinkError("Kingpost's native library could not be loaded. Tried:\n  "
            + String.join("\n  ", attempts)
            + "\nSet -D" + PATH + "=<file> to name the library itself, or -D" + DIR + "=<folder> to say where to extract it.");
    }
}
