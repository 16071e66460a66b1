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

    private final StringBuilder folded;
    private final StringBuilder accents = new StringBuilder();

    /** The letter that accents belong to; 0 at the start and behind a blank. */
    private int letter;

    private boolean isBlankDue;

    private Folding(int length) {
        folded = new StringBuilder(length);
    }

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
        Folding folding = new Folding(text.length() + 16);
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(folding::add);
        folding.endLetter();
        return folding.folded.toString();
    }

    private void add(int point) {
        int type = Character.getType(point);
        if (isIgnorable(point, type)) {
            return;
        }
        if (isBlank(type)) {
            endLetter();
            isBlankDue = !folded.isEmpty();
        } else if (type == Character.NON_SPACING_MARK && letter != 0) {
            addAccent(point);
        } else {
            addLetters(point);
        }
    }

    private void addLetters(int point) {
        int lower = Character.toLowerCase(point);
        String special = SPECIAL.get(lower);
        if (special == null) {
            // to upper case and back, as some letters have two lower-case forms
            begin(Character.toLowerCase(Character.toUpperCase(lower)));
            return;
        }
        special.codePoints().forEach(part -> {
            if (Character.getType(part) == Character.NON_SPACING_MARK) {
                addAccent(part);
            } else {
                begin(part);
            }
        });
    }

    private void begin(int point) {
        endLetter();
        if (isBlankDue) {
            folded.append(' ');
            isBlankDue = false;
        }
        folded.appendCodePoint(point);
        letter = point;
    }

    /** The dot that İ keeps in lower case is no accent, as i has it already. */
    private void addAccent(int point) {
        if (point != DOT_ABOVE || letter != 'i') {
            accents.appendCodePoint(point);
        }
    }

    private void endLetter() {
        if (!accents.isEmpty()) {
            folded.append(FoldedText.OPEN).append(accents).append(FoldedText.CLOSE);
            accents.setLength(0);
        }
        letter = 0;
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
