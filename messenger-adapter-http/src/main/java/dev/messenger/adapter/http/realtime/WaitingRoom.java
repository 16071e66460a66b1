package dev.messenger.adapter.http.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/** Those who wait, as many as there is room for: whoever comes then takes the place of the one who waits longest. Thread-safe. */
final class WaitingRoom<T> {

    private final int capacity;
    private final Predicate<T> isWaiting;
    private final Deque<T> waiting = new ArrayDeque<>();

    /** @param isWaiting tells those who left by themselves */
    WaitingRoom(int capacity, Predicate<T> isWaiting) {
        this.capacity = capacity;
        this.isWaiting = isWaiting;
    }

    /** Lets somebody in, unless they do not wait; returns who has to go for them. */
    synchronized Optional<T> enter(T newcomer) {
        if (!isWaiting.test(newcomer)) {
            return Optional.empty();
        }
        waiting.removeIf(isWaiting.negate());
        Optional<T> oldest = waiting.size() < capacity ? Optional.empty() : Optional.of(waiting.removeFirst());
        waiting.addLast(newcomer);
        return oldest;
    }
}
