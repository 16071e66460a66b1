package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.shared.port.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One transaction at a time, with a log of how to undo it. Running one after another is the simplest thing that keeps
 * every promise of the ports; a reader waits for the writer as well, so that nothing uncommitted is ever seen.
 *
 * <p>Thread-safe.
 */
public final class InMemoryTransactions implements Transactions {

    /** Fair, so that a thread that reads in a loop does not starve the others. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Deque<Runnable> undo = new ArrayDeque<>();

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (lock.isHeldByCurrentThread()) {
            return work.get();
        }
        lock.lock();
        try {
            T result = work.get();
            undo.clear();
            return result;
        } finally {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
            lock.unlock();
        }
    }

    /** Remembers how to undo a change that the transaction of this thread made. */
    void onRollback(Runnable step) {
        undo.push(step);
    }

    /** @throws IllegalStateException when this thread is in no transaction */
    void requireActive() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("tables are used in a transaction alone");
        }
    }
}
