package io.kingpost;

/**
 * Hears how far a call is.
 *
 * <p>It is called by one thread of the library, at most fifty times a second; a short call may end before the first
 * time. A listener that throws stops its call. It must return soon, for the same thread looks after every other call.
 */
public interface ProgressListener {
    /**
     * Called when the call has come further.
     *
     * @param done steps that are done
     * @param total steps in all
     */
    void onProgress(long done, long total);
}
