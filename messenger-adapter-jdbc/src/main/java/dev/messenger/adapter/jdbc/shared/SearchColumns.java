package dev.messenger.adapter.jdbc.shared;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.search.FoldedText;
import dev.messenger.domain.search.SearchTerms;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The columns that searches read, and the terms that they compare with them (rule U10, docs/adr/0090-folded-texts.md). */
public final class SearchColumns {

    private static final Pattern WILDCARD = Pattern.compile("[%_\\\\]");

    private SearchColumns() {}

    /** Binds {@code :username} and {@code :name}, {@code :search_name}, {@code :search_accents} and {@code :search_pairs}. */
    public static <S extends SqlStatement<S>> S bind(S statement, Username username, DisplayName name) {
        FoldedText folded = FoldedText.of(name.value());
        return statement
                .bind("username", username)
                .bind("name", name)
                .bind("search_name", folded.base())
                .bind("search_accents", folded.accented())
                .bind("search_pairs", ArrayArgument.texts(pairs(List.of(username.value(), folded.base()))));
    }

    /** Binds {@code :title}, {@code :search_title}, {@code :search_accents} and {@code :search_pairs}. */
    public static <S extends SqlStatement<S>> S bind(S statement, Title title, @Nullable Handle handle) {
        FoldedText folded = FoldedText.of(title.value());
        List<String> texts = handle == null ? List.of(folded.base()) : List.of(handle.value(), folded.base());
        return statement
                .bind("title", title)
                .bind("search_title", folded.base())
                .bind("search_accents", folded.accented())
                .bind("search_pairs", ArrayArgument.texts(pairs(texts)));
    }

    /** Binds {@code :text}, {@code :search_text} and {@code :search_accents}. */
    public static <S extends SqlStatement<S>> S bind(S statement, @Nullable MessageText text) {
        FoldedText folded = folded(text);
        return statement
                .bind("text", text)
                .bind("search_text", folded == null ? null : folded.base())
                .bind("search_accents", folded == null ? null : folded.accented());
    }

    /** The folded form of a text; null for none. */
    public static @Nullable FoldedText folded(@Nullable MessageText text) {
        return text == null ? null : FoldedText.of(text.value());
    }

    /**
     * Binds {@code :whole}, the whole query or null for none, {@code :patterns} for {@code like all}, and {@code :accents} for
     * {@code ~ all}; both may be empty.
     */
    public static <S extends SqlStatement<S>> S bind(S statement, @Nullable SearchTerms terms) {
        List<String> bases = terms == null ? List.of() : terms.bases();
        return statement
                .bind("whole", terms == null ? null : terms.whole())
                .bind("patterns", ArrayArgument.texts(bases, SearchColumns::containing))
                .bind("accents", ArrayArgument.texts(terms == null ? List.of() : terms.accents()));
    }

    /** A pattern for {@code like}, in which the text stands for itself. */
    private static String containing(String text) {
        return "%" + WILDCARD.matcher(text).replaceAll("\\\\$0") + "%";
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
}
