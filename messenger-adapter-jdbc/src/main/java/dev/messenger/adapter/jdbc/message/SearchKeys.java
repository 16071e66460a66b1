package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.message.SearchTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Search terms as the index and the comparison take them. */
final class SearchKeys {

    private static final int LONGEST = 3;
    /** More runs of a long term would cost look-ups and rule nothing more out. */
    private static final int MOST_OF_A_TERM = 10;

    private static final Pattern WILDCARD = Pattern.compile("[%_\\\\]");

    private SearchKeys() {}

    /** A {@code tsquery} for function {@code messages_search_keys}: every run of characters that a match has to have. */
    static String of(SearchTerms terms) {
        return terms.values().stream()
                .flatMap(term -> runs(term).stream())
                .distinct()
                .map(SearchKeys::quoted)
                .collect(Collectors.joining(" & "));
    }

    /** A {@code like} pattern for each term, in which all its characters are ordinary. */
    static List<String> patterns(SearchTerms terms) {
        return terms.values().stream()
                .map(term -> "%" + WILDCARD.matcher(term).replaceAll("\\\\$0") + "%")
                .toList();
    }

    /** The runs of three characters of a term, or itself when it has but two. One character alone is in no index. */
    private static List<String> runs(String term) {
        int[] points = term.codePoints().toArray();
        if (points.length < LONGEST) {
            return points.length == 2 ? List.of(term) : List.of();
        }
        List<String> runs = new ArrayList<>();
        int last = points.length - LONGEST;
        int step = Math.max(1, last / (MOST_OF_A_TERM - 1));
        for (int start = 0; start <= last; start += step) {
            runs.add(new String(points, start, LONGEST));
        }
        return runs;
    }

    private static String quoted(String run) {
        return "'" + run.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
