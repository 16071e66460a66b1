package dev.messenger.adapter.jdbc.people;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names in the form in which they are searched: columns {@code search_name} and {@code search_pairs} of {@code users}. */
public final class SearchTerms {

    private SearchTerms() {}

    /** A name in lower case. */
    public static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Every two neighbouring characters (code points) of the texts, each pair once. */
    public static Set<String> pairs(Collection<String> texts) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String text : texts) {
            int[] points = text.codePoints().toArray();
            for (int i = 0; i + 1 < points.length; i++) {
                pairs.add(new String(points, i, 2));
            }
        }
        return pairs;
    }

    /** {@link #pairs} of a username and a name. */
    public static Set<String> pairsOf(String username, String name) {
        return pairs(List.of(username, folded(name)));
    }
}
