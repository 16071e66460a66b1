package dev.messenger.app.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a fault did.
 *
 * @param acknowledged how many messages were acknowledged
 * @param verdict what was lost or doubled of them
 * @param copiesEqual whether every client's copy is what REST answers, and no event came twice
 * @param longestPause the longest time without an acknowledged write
 * @param untilReady from the end of the fault until all nodes say that they are ready
 * @param answers how often the server answered what
 */
record Outcome(
        String fault,
        int acknowledged,
        Ledger.Verdict verdict,
        boolean copiesEqual,
        Duration longestPause,
        Duration untilReady,
        Map<String, Integer> answers) {

    static final String HEAD = """
        | fault | acknowledged | lost | doubled | copies equal | longest pause | ready after | answers |
        |---|---|---|---|---|---|---|---|\
        """;

    /** Whether nothing was lost, doubled or untold, and no response was 500. */
    boolean isGood() {
        return verdict.lost().isEmpty()
                && verdict.doubled().isEmpty()
                && copiesEqual
                && answers.keySet().stream().noneMatch(answer -> answer.contains(": 500"));
    }

    /** A row of the table. */
    String row() {
        return "| "
                + String.join(
                        " | ",
                        List.of(
                                fault,
                                Integer.toString(acknowledged),
                                Integer.toString(verdict.lost().size()),
                                Integer.toString(verdict.doubled().size()),
                                copiesEqual ? "yes" : "NO",
                                seconds(longestPause),
                                seconds(untilReady),
                                answers.entrySet().stream()
                                        .map(answer -> answer.getKey() + " × " + answer.getValue())
                                        .collect(Collectors.joining(", "))))
                + " |";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
