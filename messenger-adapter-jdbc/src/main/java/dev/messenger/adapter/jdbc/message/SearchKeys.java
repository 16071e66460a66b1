package dev.messenger.adapter.jdbc.message;

import dev.messenger.domain.message.SearchTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Search terms as the index and the comparison take them. */
final class SearchKeys {

    private static final int RUN = 3;
    /** More runs of a long term would cost look-ups and rule nothing more out. */
    private static final int MOST_OF_A_TERM = 10;

    /** A pair of characters is looked up as the beginning of runs, of which there may be many: so many pairs narrow enough down. */
    private static final int MOST_PAIRS = 3;

    private static final Pattern WILDCARD = Pattern.compile("[%_\\\\]");

    private SearchKeys() {}

    /**
     * A {@code tsquery} for function {@code messages_search_keys}: the runs of three characters of every term, and terms of two
     * as the beginnings of runs. One character alone is in no index.
     */
    static String of(SearchTerms terms) {
        Stream<String> runs = terms.values().stream()
                .flatMap(term -> runs(term).stream())
                .distinct()
                .map(SearchKeys::quoted);
        Stream<String> pairs = terms.values().stream()
                .filter(term -> term.codePointCount(0, term.length()) == 2)
                .limit(MOST_PAIRS)
                .map(pair -> quoted(pair) + ":*");
        return Stream.concat(runs, pairs).collect(Collectors.joining(" & "));
    }

    /** A {@code like} pattern for each term, in which all its characters are ordinary. */
    static List<String> patterns(SearchTerms terms) {
        return terms.values().stream()
                .map(term -> "%" + WILDCARD.matcher(term).replaceAll("\\\\$0") + "%")
                .toList();
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

    /** U+0001 is a blank, as in the index. */
    private static String quoted(String run) {
        return "'" + run.replace('\u0001', ' ').replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
