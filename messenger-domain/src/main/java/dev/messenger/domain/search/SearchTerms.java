package dev.messenger.domain.search;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The terms of a search (rule U10): something matches when its texts contain each term, in any order. A term is a word of the query,
 * or a phrase that the query has in quotation marks. No other character is special.
 *
 * @param values at least one term, each once
 * @param whole all of them as one text, without accents and quotation marks
 */
public record SearchTerms(List<SearchTerm> values, String whole) {

    /** The most characters (code points) of a query. */
    public static final int MAX_LENGTH = 256;

    /** The most words and phrases of a query. */
    public static final int MAX_TERMS = 32;

    /** The fewest characters that find messages, people and, in the global search, chats. */
    public static final int MIN_LENGTH = 2;

    /** A phrase ends with a word; any other quotation mark is an ordinary character. */
    private static final Pattern TERM = Pattern.compile("\"([^\" ][^\"]*)\"(?= |$)|([^ ]+)");

    public SearchTerms {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a search needs a term");
        }
        values = List.copyOf(values);
    }

    /**
     * The terms of a query: its words and phrases, or the whole query when none has two characters.
     *
     * @return empty when the query has less than {@link #MIN_LENGTH} characters
     * @throws InvalidValue when the query is longer than {@link #MAX_LENGTH}, has more than {@link #MAX_TERMS} terms, or has characters
     *     that no text can contain (rule C4)
     */
    public static Optional<SearchTerms> of(String query) {
        return parsed(folded(query), MIN_LENGTH);
    }

    /**
     * The terms of a query for names: like {@link #of}, without one leading {@code @}.
     *
     * @param minLength the fewest characters of a query, at least 1
     * @return empty when the query has less
     */
    public static Optional<SearchTerms> ofNames(String query, int minLength) {
        String folded = folded(query);
        return parsed(folded.startsWith("@") ? folded.substring(1).strip() : folded, minLength);
    }

    private static String folded(String query) {
        int length = Text.length(Text.storable("query", query).strip());
        if (length > MAX_LENGTH) {
            throw new InvalidValue("query", "must have at most %d characters, has %d".formatted(MAX_LENGTH, length));
        }
        return Folding.fold(query);
    }

    private static Optional<SearchTerms> parsed(String query, int minLength) {
        if (Text.length(FoldedText.ofMarked(query).base()) < minLength) {
            return Optional.empty();
        }
        List<SearchTerm> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(query);
        while (matcher.find()) {
            String phrase = matcher.group(1);
            terms.add(SearchTerm.of(phrase == null ? matcher.group(2) : phrase.strip()));
        }
        if (terms.size() > MAX_TERMS) {
            throw new InvalidValue("query", "must have at most %d words, has %d".formatted(MAX_TERMS, terms.size()));
        }
        String whole = String.join(" ", terms.stream().map(SearchTerm::base).toList());
        boolean anyLongEnough = terms.stream().anyMatch(term -> Text.length(term.base()) >= MIN_LENGTH);
        return Optional.of(new SearchTerms(
                anyLongEnough ? terms.stream().distinct().toList() : List.of(SearchTerm.of(query)), whole));
    }

    /** The terms without accents. */
    public List<String> bases() {
        return values.stream().map(SearchTerm::base).toList();
    }

    /** The regular expressions of the terms that ask for accents. */
    public List<String> accents() {
        return values.stream()
                .flatMap(term -> Stream.ofNullable(term.accents()))
                .toList();
    }

    /** Whether each term is in one of {@code texts}. */
    public boolean matches(FoldedText... texts) {
        return values.stream().allMatch(term -> Arrays.stream(texts).anyMatch(text -> contains(text, term)));
    }

    private static boolean contains(FoldedText text, SearchTerm term) {
        return text.base().contains(term.base())
                && (term.accents() == null
                        || (text.accented() != null
                                && Pattern.compile(term.accents())
                                        .matcher(text.accented())
                                        .find()));
    }
}
