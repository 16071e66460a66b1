package dev.messenger.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the server, as the table of {@code docs/operations.md} lists them, which is part of the program: the help
 * shows it, and names that it lacks are mistakes (rule O9).
 */
public final class Variables {

    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9_]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    /** First words of names that other programs use too. */
    private static final Set<String> COMMON = Set.of("JAVA", "LOG", "DATA", "MAX", "MIN");

    private static final Set<String> OF_OTHERS = Set.of("HTTP_PROXY");

    /** What Kubernetes and Docker set for a service that is named like a part of a messenger. */
    private static final Pattern OF_SERVICES = Pattern.compile(".+_SERVICE_(HOST|PORT\\w*)|.+_PORT_\\d+_(TCP|UDP)\\w*");

    private static final String OWN_PREFIX = "MESSENGER_";

    private Variables() {}

    /**
     * A row of the table.
     *
     * @param names of one variable or several
     * @param defaults as the table shows them, without marks
     * @param meaning likewise
     */
    public record Row(List<String> names, String defaults, String meaning) {}

    /** The table. */
    public static List<Row> documented() {
        return page().lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 5 && NAME.matcher(cells[1]).find())
                .map(cells -> new Row(names(cells[1]), plain(cells[2]), plain(cells[3])))
                .toList();
    }

    /** The table as text, a variable or several in each paragraph. */
    public static String help() {
        return documented().stream().map(Variables::paragraph).collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * A line for each variable that looks like one of this server and is none, such as {@code SMPT_HOST}, with the name that is meant. No
     * line contains a value.
     */
    public static List<String> unknown(Map<String, String> environment) {
        List<String> known =
                documented().stream().flatMap(row -> row.names().stream()).toList();
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> !known.contains(variable.getKey())
                                && !isOfOthers(variable.getKey(), variable.getValue()))
                        .map(variable -> warning(variable.getKey(), known))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<String> warning(String name, List<String> known) {
        String upper = name.toUpperCase(Locale.ROOT);
        String bare = upper.startsWith(OWN_PREFIX) ? upper.substring(OWN_PREFIX.length()) : upper;
        String nearest = known.stream()
                .min(Comparator.comparingInt(other -> distance(bare, other)))
                .orElseThrow();
        int tolerance = bare.length() < 8 ? 1 : 2;
        boolean ours = name.startsWith(OWN_PREFIX) || (name.equals(upper) && isFamily(bare, known));
        return ours || distance(bare, nearest) <= tolerance
                ? Optional.of("The server knows no variable %s; the nearest one that it knows is %s."
                        .formatted(name.replaceAll("\\p{Cntrl}", "?"), nearest))
                : Optional.empty();
    }

    private static boolean isFamily(String name, List<String> known) {
        String first = firstWord(name);
        return !COMMON.contains(first)
                && name.length() > first.length()
                && known.stream().anyMatch(other -> firstWord(other).equals(first));
    }

    private static String firstWord(String name) {
        return name.split("_", 2)[0];
    }

    private static boolean isOfOthers(String name, @Nullable String value) {
        return OF_OTHERS.contains(name.toUpperCase(Locale.ROOT))
                || OF_SERVICES.matcher(name).matches()
                || (value != null && name.endsWith("_PORT") && value.startsWith("tcp://"));
    }

    /** How many letters to add, leave out, change or exchange with the next one. */
    private static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, one, other, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int edits(int[][] edits, String one, String other, int i, int j) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int fewest = Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean exchanged =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return exchanged ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }

    private static String paragraph(Row row) {
        String defaults = row.defaults().isEmpty() ? "" : " (" + row.defaults() + ")";
        String meaning = row.meaning().isEmpty() ? "" : System.lineSeparator() + "      " + row.meaning();
        return "  " + String.join(", ", row.names()) + defaults + meaning;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private static String plain(String cell) {
        return LINK.matcher(cell).replaceAll("$1").replaceAll("[`*]", "").strip();
    }

    private static String page() {
        try (InputStream page = Objects.requireNonNull(Variables.class.getResourceAsStream("operations.md"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
