package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to look for in messages (rule M12): a message matches when each term is somewhere in its text, letter case aside.
 * All characters are ordinary ones.
 *
 * @param values at least one term, each folded
 */
public record SearchTerms(List<String> values) {

    private static final int MIN_LENGTH = 2;
    /** Further words are not looked at: that many narrow any search down. */
    private static final int MAX_TERMS = 16;

    public SearchTerms {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a search needs a term");
        }
        values = List.copyOf(values);
    }

    /**
     * The terms of a query: its words; or all of it when no word has two characters. Empty when the trimmed query is shorter
     * than that.
     *
     * @throws InvalidValue when it holds what no text can hold (rule C4)
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

    /** Letter case removed, code point by code point: to upper case and back, as some letters have two lower forms. */
    private static String fold(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
