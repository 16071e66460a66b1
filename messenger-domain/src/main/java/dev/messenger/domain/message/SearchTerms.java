package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The terms of a search in messages (rule M12): a message matches when its text contains each term, ignoring letter case. No
 * character is special.
 *
 * @param values at least one term, each folded
 */
public record SearchTerms(List<String> values) {

    private static final int MIN_LENGTH = 2;
    /** Further words are ignored: so many narrow down any search. */
    private static final int MAX_TERMS = 16;

    public SearchTerms {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a search needs a term");
        }
        values = List.copyOf(values);
    }

    /**
     * The terms of a query: its words, or the whole query when no word has two characters. Empty when the trimmed query has fewer.
     *
     * @throws InvalidValue when the query has characters that cannot be stored (rule C4)
     */
    public static Optional<SearchTerms> of(String query) {
        String trimmed = Text.storable("query", query).strip();
        if (Text.length(trimmed) < MIN_LENGTH) {
            return Optional.empty();
        }
        List<String> words = Stream.of(trimmed.split("[\\s\\p{Z}]+", MAX_TERMS + 1))
                .limit(MAX_TERMS)
                .filter(word -> !word.isEmpty())
                .map(SearchTerms::fold)
                .distinct()
                .toList();
        boolean anyLongEnough = words.stream().anyMatch(word -> Text.length(word) >= MIN_LENGTH);
        return Optional.of(new SearchTerms(anyLongEnough ? words : List.of(fold(trimmed))));
    }

    /** Whether a text matches. */
    public boolean matches(MessageText text) {
        String folded = fold(text.value());
        return values.stream().allMatch(folded::contains);
    }

    /** Removes letter case by code point: to upper case and back, since some letters have two lower-case forms. */
    private static String fold(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
