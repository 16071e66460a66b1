package dev.messenger.domain.search;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A text in the form in which searches compare it (rule U10), the same in every locale: letter case, accents, full and half width,
 * and the ways in which Unicode writes the same character make no difference, and all white space is one blank.
 *
 * @param base the letters alone: without accents, and without blanks at its ends
 * @param accented the letters, each followed by its accents between {@link #OPEN} and {@link #CLOSE}; null when none has an accent
 */
public record FoldedText(String base, @Nullable String accented) {

    /** Precedes the accents of a letter. Control characters fold to blanks, so that no folded text contains one. */
    static final char OPEN = '\u0001';

    /** Follows the accents of a letter. */
    static final char CLOSE = '\u0002';

    /** Folds {@code text}. */
    public static FoldedText of(String text) {
        String ascii = Folding.foldAscii(text);
        return ascii == null ? ofMarked(Folding.fold(text)) : new FoldedText(ascii, null);
    }

    /** @param marked what {@link Folding#fold} returned, or a part of it between blanks */
    static FoldedText ofMarked(String marked) {
        if (marked.indexOf(OPEN) < 0) {
            return new FoldedText(Normalizer.normalize(marked, Normalizer.Form.NFC), null);
        }
        StringBuilder letters = new StringBuilder(marked.length());
        int end = 0;
        for (int start = marked.indexOf(OPEN); start >= 0; start = marked.indexOf(OPEN, end)) {
            letters.append(marked, end, start);
            end = marked.indexOf(CLOSE, start) + 1;
        }
        letters.append(marked, end, marked.length());
        return new FoldedText(Normalizer.normalize(letters, Normalizer.Form.NFC), marked);
    }
}
