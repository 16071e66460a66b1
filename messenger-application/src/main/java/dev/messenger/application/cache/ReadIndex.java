package dev.messenger.application.cache;

/**
 * The time at which one question is asked, to whatever caches it needs: what is new is looked up once at most, and not before a kept
 * answer is found. For one thread.
 */
public final class ReadIndex {

    private final InvalidationLog log;
    private final boolean keeps;
    private long moment;
    private boolean caughtUp;

    /** @param keeps false in a transaction: nobody else sees what that has changed */
    ReadIndex(InvalidationLog log, boolean keeps) {
        this.log = log;
        this.keeps = keeps;
        this.moment = log.moment();
    }

    boolean keeps() {
        return keeps;
    }

    /** Everything that was committed before the question is heard of from here on. */
    void catchUp() {
        if (!caughtUp) {
            moment = log.catchUp();
            caughtUp = true;
        }
    }

    /** A moment before what is read from now on: what happens while it is read may be in it or not. */
    long moment() {
        return moment;
    }
}
