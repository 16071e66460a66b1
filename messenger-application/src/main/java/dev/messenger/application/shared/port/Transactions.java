package dev.messenger.application.shared.port;

import java.util.function.Supplier;

/**
 * Runs the writes of several ports as one transaction.
 *
 * <p>The transaction is bound to the calling thread; ports called inside it on that thread take part. Thread-safe.
 */
public interface Transactions {

    /**
     * Runs {@code work} in a transaction: the caller's when this thread is in one already, else a new one that commits
     * when {@code work} returns and rolls back when it throws. {@code work} uses the ports of the store and has no other effect,
     * since it runs again when the transaction has to give way to another one.
     *
     * @return what {@code work} returned, after the commit
     */
    <T> T inTransaction(Supplier<T> work);

    /** Whether this thread is in a transaction, of which {@link #inTransaction} would become a part. */
    boolean isActive();

    /** {@link #inTransaction(Supplier)} for work that returns nothing. */
    default void run(Runnable work) {
        Boolean done = inTransaction(() -> {
            work.run();
            return Boolean.TRUE;
        });
        assert done;
    }
}
