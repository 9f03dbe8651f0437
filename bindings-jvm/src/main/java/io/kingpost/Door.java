package io.kingpost;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/** The native functions that are called often, mapped directly: {@code door.rs} has the other side. */
final class Door {
    static final int CALL = 0;
    static final int UPDATE = 1;
    static final int METRIC = 2;
    static final int PANIC = 3;
    static final int FUNCTION = 4;

    private Door() {}

    static void open(NativeLibrary library) {
        Native.register(Door.class, library);
    }

    // The names are those of the C functions.
    private static native long kingpost_ask(int what, long model, ByteBuffer request, long length, long call);

    private static native void kingpost_free(long address);

    private static native String kingpost_version();

    /** A {@link Data}, a {@link Double} or text; or the error, thrown. */
    static Object ask(int what, long model, String name, String args, long call, Data... tables) {
        try (BlockWriter request = BlockWriter.request(name, args, tables)) {
            long address = kingpost_ask(what, model, request.memory(), request.length(), call);
            if (address == 0) {
                throw new KingpostException("kp.internal", "a bug in Kingpost: a request was not answered");
            }
            try {
                return new BlockReader(address).answer();
            } finally {
                kingpost_free(address);
            }
        }
    }

    static String version() {
        return kingpost_version();
    }

    /** Frees a result that was read. */
    static void free(long address) {
        kingpost_free(address);
    }
}
