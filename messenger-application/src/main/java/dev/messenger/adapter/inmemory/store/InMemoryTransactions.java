package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.shared.port.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One transaction at a time, with an undo log. A reader waits for a writer as well, so nobody sees uncommitted data.
 *
 * <p>Thread-safe.
 */
public final class InMemoryTransactions implements Transactions {

    /** Fair, so that a thread that reads in a loop does not starve the others. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Set<Runnable> afterCommit = new LinkedHashSet<>();

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (isActive()) {
            return work.get();
        }
        List<Runnable> committed = List.of();
        T result;
        lock.lock();
        try {
            result = work.get();
            undo.clear();
            committed = List.copyOf(afterCommit);
        } finally {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
            afterCommit.clear();
            lock.unlock();
        }
        committed.forEach(Runnable::run);
        return result;
    }

    @Override
    public boolean isActive() {
        return lock.isHeldByCurrentThread();
    }

    /**
     * Runs {@code task} once after the commit of the transaction of this thread, on this thread and outside of the
     * transaction.
     */
    public void afterCommit(Runnable task) {
        requireActive();
        afterCommit.add(task);
    }

    /** Adds a step that undoes a change of the transaction of this thread. */
    void onRollback(Runnable step) {
        undo.push(step);
    }

    /** @throws IllegalStateException when this thread is in no transaction */
    void requireActive() {
        if (!isActive()) {
            throw new IllegalStateException("tables are used in a transaction alone");
        }
    }
}
