package dev.messenger.domain.search;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds letter case, compatible forms and white space by the tables of the JDK alone, and separates letters from their accents. An
 * accent is a non-spacing mark behind a letter: vowel signs, tone marks and the dots of ё and й included.
 */
final class Folding {

    private static final int DOT_ABOVE = 0x307;

    /**
     * What Unicode's tables leave apart and readers do not: a stroke counts as an accent, a ligature as its letters, a typographic
     * quotation mark as a plain one. Keys are lower-case letters; the values are decomposed.
     */
    private static final Map<Integer, String> SPECIAL = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o\u0338"),
            Map.entry((int) 'đ', "d\u0335"),
            Map.entry((int) 'ł', "l\u0335"),
            Map.entry((int) 'ħ', "h\u0335"),
            Map.entry((int) 'ŧ', "t\u0335"),
            Map.entry((int) '‘', "'"),
            Map.entry((int) '’', "'"),
            Map.entry((int) '‛', "'"),
            Map.entry((int) '“', "\""),
            Map.entry((int) '”', "\""),
            Map.entry((int) '„', "\""),
            Map.entry((int) '‟', "\""));

    private Folding() {}

    /** Lower case and single blanks, or null when {@code text} is not ASCII. */
    static @Nullable String foldAscii(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean isBlankDue = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7E) {
                return null;
            }
            if (c <= ' ') {
                isBlankDue = !folded.isEmpty();
            } else {
                if (isBlankDue) {
                    folded.append(' ');
                    isBlankDue = false;
                }
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            }
        }
        return folded.toString();
    }

    /** The letters of {@code text}, each followed by its accents between {@link FoldedText#OPEN} and {@link FoldedText#CLOSE}. */
    static String fold(String text) {
        StringBuilder plain = new StringBuilder(text.length() + 16);
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(point -> addPlain(plain, point));
        return assembled(plain);
    }

    /** Adds a code point without case and kind of white space; nothing for one that nobody sees. */
    private static void addPlain(StringBuilder plain, int point) {
        int type = Character.getType(point);
        if (isIgnorable(point, type)) {
            return;
        }
        if (isBlank(type)) {
            plain.append(' ');
        } else if (type == Character.NON_SPACING_MARK) {
            plain.appendCodePoint(point);
        } else {
            int lower = Character.toLowerCase(point);
            String special = SPECIAL.get(lower);
            if (special == null) {
                // to upper case and back, as some letters have two lower-case forms
                plain.appendCodePoint(Character.toLowerCase(Character.toUpperCase(lower)));
            } else {
                plain.append(special);
            }
        }
    }

    /** A mark at the start or behind a blank is a letter, as it belongs to none. */
    private static String assembled(StringBuilder plain) {
        StringBuilder folded = new StringBuilder(plain.length() + 16);
        int letter = ' ';
        int i = 0;
        while (i < plain.length()) {
            int point = plain.codePointAt(i);
            if (letter != ' ' && isAccent(point)) {
                i = addAccents(folded, plain, i, letter);
                continue;
            }
            if (point != ' ') {
                if (letter == ' ' && !folded.isEmpty()) {
                    folded.append(' ');
                }
                folded.appendCodePoint(point);
            }
            letter = point;
            i += Character.charCount(point);
        }
        return folded.toString();
    }

    /**
     * Adds the accents of a letter, which begin at {@code start}. The dot that İ keeps in lower case is no accent, as i has it already.
     *
     * @return where they end
     */
    private static int addAccents(StringBuilder folded, StringBuilder plain, int start, int letter) {
        StringBuilder accents = new StringBuilder();
        int i = start;
        while (i < plain.length() && isAccent(plain.codePointAt(i))) {
            int accent = plain.codePointAt(i);
            if (accent != DOT_ABOVE || letter != 'i') {
                accents.appendCodePoint(accent);
            }
            i += Character.charCount(accent);
        }
        if (!accents.isEmpty()) {
            folded.append(FoldedText.OPEN).append(accents).append(FoldedText.CLOSE);
        }
        return i;
    }

    private static boolean isAccent(int point) {
        return Character.getType(point) == Character.NON_SPACING_MARK;
    }

    private static boolean isBlank(int type) {
        return type == Character.SPACE_SEPARATOR
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.CONTROL;
    }

    /** What nobody sees (property {@code Default_Ignorable_Code_Point}), such as joiners and variation selectors. */
    private static boolean isIgnorable(int point, int type) {
        return type == Character.FORMAT
                ? !isVisibleFormat(point)
                : (point >= 0xFE00 && point <= 0xFE0F)
                        || (point >= 0x180B && point <= 0x180F)
                        || (point >= 0xE0000 && point <= 0xE0FFF)
                        || point == 0x034F
                        || point == 0x115F
                        || point == 0x1160
                        || point == 0x17B4
                        || point == 0x17B5;
    }

    /** Signs that stand before and around numbers. */
    private static boolean isVisibleFormat(int point) {
        return (point >= 0x600 && point <= 0x605)
                || point == 0x6DD
                || point == 0x70F
                || point == 0x890
                || point == 0x891
                || point == 0x8E2
                || point == 0x110BD
                || point == 0x110CD;
    }
}
