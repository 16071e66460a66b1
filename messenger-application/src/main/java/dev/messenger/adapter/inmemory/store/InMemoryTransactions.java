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
 * One transaction at a time, with a log of how to undo it. Running one after another is the simplest thing that keeps
 * every promise of the ports; a reader waits for the writer as well, so that nothing uncommitted is ever seen.
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

    /** Has {@code task} run once when the transaction of this thread was committed, on this thread and outside of it. */
    public void afterCommit(Runnable task) {
        requireActive();
        afterCommit.add(task);
    }

    /** Remembers how to undo a change that the transaction of this thread made. */
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
