package dev.messenger.application.shared;

/**
 * What a thread works for. Adapters give each kind resources of its own, so that none takes those of another: a flood of costly reads
 * delays no message, and no request delays a revocation (rule O4). It belongs to the thread, and does not pass on to other threads.
 */
public enum Workload {
    /** A request that somebody waits for; what a thread works for unless it says otherwise. */
    REQUEST,
    /** A read of which one may examine thousands of rows (rule C22). */
    COSTLY_READ,
    /** Events, and revocations of sessions, which reach everybody within a second. */
    LIVE,
    /** Work that nobody waits for: mails, clean-up, deletions. */
    UPKEEP;

    private static final ThreadLocal<Workload> CURRENT = ThreadLocal.withInitial(() -> REQUEST);

    /** What this thread works for. */
    public static Workload current() {
        return CURRENT.get();
    }

    /**
     * Work with a result.
     *
     * @param <T> the result
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {

        T run() throws X;
    }

    /** Runs {@code work} on this thread as work of this kind, and returns its result. */
    public <T, X extends Exception> T call(Work<T, X> work) throws X {
        Workload before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.run();
        } finally {
            CURRENT.set(before);
        }
    }

    /** {@link #call} for work without a result. */
    public void run(Runnable work) {
        boolean done = call(() -> {
            work.run();
            return true;
        });
        assert done;
    }
}
