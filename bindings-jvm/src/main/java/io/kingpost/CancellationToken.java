package io.kingpost;

/** Stops calls from another thread: they throw {@code kp.cancelled} within a fraction of a second. */
public final class CancellationToken {
    private volatile boolean cancelled;

    /** A token that is not cancelled. */
    public CancellationToken() {}

    /** Asks every call that was given this token to stop, now and later. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Whether it was cancelled.
     *
     * @return true after {@link #cancel()}
     */
    public boolean isCancelled() {
        return cancelled;
    }
}
