package dev.messenger.app.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The writes that the server acknowledged, beside everything that it answered. Compared with the history afterwards, it says what was
 * lost and what is there twice. Thread-safe.
 */
final class Ledger {

    /** A message as a client has it. */
    record Entry(long id, String text) {}

    /** What the history lacks of the ledger, and what it has twice. */
    record Verdict(List<Entry> lost, List<String> doubled) {}

    private final Map<String, Entry> acknowledged = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private long last = System.nanoTime();
    private Duration longestPause = Duration.ZERO;

    /** Pauses are counted from now on. */
    synchronized void begin() {
        last = System.nanoTime();
    }

    /** A message was acknowledged; each text is that of one message alone. */
    synchronized void acknowledge(long id, String text) {
        long now = System.nanoTime();
        Duration pause = Duration.ofNanos(now - last);
        longestPause = pause.compareTo(longestPause) > 0 ? pause : longestPause;
        last = now;
        Entry before = acknowledged.put(text, new Entry(id, text));
        if (before != null && before.id() != id) {
            contradictions.add(text);
        }
    }

    /** The server answered this, or nothing; {@code kind} such as {@code 503 busy}. */
    synchronized void answered(String kind) {
        answers.merge(kind, 1, Integer::sum);
    }

    /** The longest time between two acknowledged writes. */
    synchronized Duration longestPause() {
        return longestPause;
    }

    synchronized int size() {
        return acknowledged.size();
    }

    /** How often the server answered what. */
    synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /**
     * Compares with what the server has now. An acknowledged message is lost when no message has both its id and its text; a text is
     * doubled when two messages have it, acknowledged or not, or when it was acknowledged under two ids.
     */
    synchronized Verdict compare(List<Entry> history) {
        Set<Entry> there = new HashSet<>(history);
        List<Entry> lost = acknowledged.values().stream()
                .filter(entry -> !there.contains(entry))
                .toList();
        Set<String> texts = new HashSet<>();
        List<String> doubled = new ArrayList<>(contradictions);
        history.stream().map(Entry::text).filter(text -> !texts.add(text)).forEach(doubled::add);
        return new Verdict(lost, List.copyOf(doubled));
    }
}
