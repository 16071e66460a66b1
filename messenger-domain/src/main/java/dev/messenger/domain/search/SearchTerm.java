package dev.messenger.domain.search;

import org.jspecify.annotations.Nullable;

/**
 * A word, a part of one, or a phrase that a text has to contain (rule U10).
 *
 * @param base its letters without accents, at least one
 * @param accents a regular expression for {@link FoldedText#accented} that finds the term with the accents that it has, and any others
 *     besides; null when it has none. Java and PostgreSQL read it alike.
 */
public record SearchTerm(String base, @Nullable String accents) {

    private static final String ANY_ACCENTS =
            "(?:%c[^%c]*%c)?".formatted(FoldedText.OPEN, FoldedText.CLOSE, FoldedText.CLOSE);
    private static final String FURTHER_ACCENTS = "[^%c]*".formatted(FoldedText.CLOSE);

    /** @param marked a part of what {@link Folding#fold} returned */
    static SearchTerm of(String marked) {
        FoldedText folded = FoldedText.ofMarked(marked);
        return new SearchTerm(folded.base(), folded.accented() == null ? null : expression(folded.accented()));
    }

    private static String expression(String accented) {
        StringBuilder expression = new StringBuilder();
        int[] points = accented.codePoints().toArray();
        int i = 0;
        while (i < points.length) {
            escape(expression, points[i++]);
            if (i == points.length || points[i] != FoldedText.OPEN) {
                expression.append(ANY_ACCENTS);
                continue;
            }
            expression.append(FoldedText.OPEN).append(FURTHER_ACCENTS);
            while (points[++i] != FoldedText.CLOSE) {
                expression.appendCodePoint(points[i]).append(FURTHER_ACCENTS);
            }
            expression.append(FoldedText.CLOSE);
            i++;
        }
        return expression.toString();
    }

    private static void escape(StringBuilder expression, int point) {
        if (point > ' ' && point < 0x7F && !Character.isLetterOrDigit(point)) {
            expression.append('\\');
        }
        expression.appendCodePoint(point);
    }
}
