package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.search.SearchTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Search terms in the form of the index. */
final class SearchKeys {

    private static final int RUN = 3;

    /** More runs of a long term would cost look-ups and exclude no more messages. */
    private static final int MOST_OF_A_TERM = 10;

    /** A pair of characters begins many runs, each to be looked up; three exclude enough messages. */
    private static final int MOST_PAIRS = 3;

    private SearchKeys() {}

    /**
     * A {@code tsquery} for the SQL function {@code messages_search_keys}: the runs of three characters of every term, and terms of two
     * characters as beginnings of runs. Terms of one character are not in the index.
     */
    static String of(SearchTerms terms) {
        Stream<String> runs = terms.bases().stream()
                .flatMap(term -> runs(term).stream())
                .distinct()
                .map(SearchKeys::quoted);
        Stream<String> pairs = terms.bases().stream()
                .filter(term -> term.codePointCount(0, term.length()) == 2)
                .limit(MOST_PAIRS)
                .map(pair -> quoted(pair) + ":*");
        return Stream.concat(runs, pairs).collect(Collectors.joining(" & "));
    }

    private static List<String> runs(String term) {
        int[] points = term.codePoints().toArray();
        List<String> runs = new ArrayList<>();
        int last = points.length - RUN;
        int step = Math.max(1, last / (MOST_OF_A_TERM - 1));
        for (int start = 0; start <= last; start += step) {
            runs.add(new String(points, start, RUN));
        }
        return runs;
    }

    private static String quoted(String run) {
        return "'" + run.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
