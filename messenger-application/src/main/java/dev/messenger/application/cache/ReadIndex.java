package dev.messenger.application.cache;

/**
 * How far one read has caught up with the invalidation log, whichever caches it asks. It catches up at most once, and only when a cache has
 * an entry to validate. For one thread.
 */
public final class ReadIndex {

    private final InvalidationLog log;
    private final boolean cacheable;
    private long version;
    private boolean caughtUp;

    /** @param cacheable false in a transaction, which sees changes that nobody else sees */
    ReadIndex(InvalidationLog log, boolean cacheable) {
        this.log = log;
        this.cacheable = cacheable;
        this.version = log.version();
    }

    boolean isCacheable() {
        return cacheable;
    }

    /** Makes the log know every change that was committed before this read began. */
    void catchUp() {
        if (!caughtUp) {
            version = log.catchUp();
            caughtUp = true;
        }
    }

    /** A version that was reached before the database is read: changes during the read are newer. */
    long version() {
        return version;
    }
}
