package dev.messenger.adapter.jdbc.people;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Username;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/** Names in the form in which they are searched: columns {@code search_name} and {@code search_pairs} of {@code users}. */
public final class SearchTerms {

    private SearchTerms() {}

    /** Binds {@code :username} and {@code :name}, and {@code :search_name} and {@code :search_pairs}, which a search reads. */
    public static <S extends SqlStatement<S>> S bind(S statement, Username username, DisplayName name) {
        String folded = name.value().toLowerCase(Locale.ROOT);
        return statement
                .bind("username", username)
                .bind("name", name)
                .bind("search_name", folded)
                .bind("search_pairs", ArrayArgument.texts(pairs(List.of(username.value(), folded))));
    }

    /** Every two neighbouring characters (code points) of the texts, each pair once. */
    static Set<String> pairs(Collection<String> texts) {
        Set<String> pairs = new LinkedHashSet<>();
        for (String text : texts) {
            int[] points = text.codePoints().toArray();
            for (int i = 0; i + 1 < points.length; i++) {
                pairs.add(new String(points, i, 2));
            }
        }
        return pairs;
    }
}
