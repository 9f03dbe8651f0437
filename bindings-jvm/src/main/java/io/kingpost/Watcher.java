package io.kingpost;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches the calls that run: one thread for all of them, which ends when there has been nothing to watch for a while.
 *
 * <p>A call runs on its caller's thread, inside native code, where an interrupt is not seen. The watcher sees it, asks the
 * core to stop, and leaves the flag of the thread as it is. It also looks at tokens and reports progress.
 */
final class Watcher implements Runnable {
    private static final long EVERY_MILLIS = 20;
    private static final long IDLE_ROUNDS = 100;
    private static final Map<Long, Call> CALLS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static boolean running;

    private Watcher() {}

    /** A call in progress. */
    static final class Call {
        final long number = NUMBERS.incrementAndGet();
        private final Thread caller = Thread.currentThread();
        private final RunOptions run;
        private long reported;
        volatile Throwable listenerFailure;

        private Call(RunOptions run) {
            this.run = RunOptions.orDefault(run);
        }

        private boolean unwanted() {
            return caller.isInterrupted() || (run.token != null && run.token.isCancelled()) || listenerFailure != null;
        }

        private void look() {
            if (unwanted()) {
                // Until the core knows the call; asking again does no harm.
                Bridge.cancel(number);
            } else if (run.listener != null) {
                report();
            }
        }

        private void report() {
            long total = Bridge.total(number);
            long done = Bridge.done(number);
            if (total > 0 && done != reported) {
                reported = done;
                try {
                    run.listener.onProgress(done, total);
                } catch (Throwable failure) {
                    // Whatever it is, the watch over the other calls goes on.
                    listenerFailure = failure;
                }
            }
        }
    }

    /** Starts to watch; the end of the call must {@link #leave}. */
    static Call enter(RunOptions run) {
        Call call = new Call(run);
        if (call.unwanted()) {
            throw new KingpostException("kp.cancelled", "the work was cancelled before it began");
        }
        CALLS.put(call.number, call);
        start();
        return call;
    }

    static void leave(Call call) {
        CALLS.remove(call.number);
    }

    private static synchronized void start() {
        if (!running) {
            running = true;
            Thread thread = new Thread(new Watcher(), "kingpost-watcher");
            thread.setDaemon(true);
            // The thread must not hold the class loader of whoever came first.
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    private static synchronized boolean stop() {
        running = !CALLS.isEmpty();
        return !running;
    }

    @Override
    public void run() {
        long idle = 0;
        while (idle < IDLE_ROUNDS || !stop()) {
            idle = CALLS.isEmpty() ? idle + 1 : 0;
            CALLS.values().forEach(Call::look);
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException nobodyShould) {
                // The thread belongs to the library; there is nothing to stop but sleep.
            }
        }
    }
}
