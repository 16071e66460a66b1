package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the documents lead somewhere, lines are short, and the walk of one message names classes that exist. */
class MarkdownTest {

    private static final Path ROOT = Path.of("..");
    private static final int COLUMNS = 120;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern HOP = Pattern.compile("(?m)^\\d\\. \\*\\*`(\\w+)`\\*\\*");

    @Test
    void linksLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(DocumentationTest.read(document))
                    .results()
                    .filter(link -> !link.group(1).contains("://"))
                    .filter(link -> !leadsSomewhere(document, link))
                    .forEach(link -> dead.add(document + ": " + link.group()));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void linesAreShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path document : documents()) {
            DocumentationTest.read(document)
                    .lines()
                    .filter(line -> line.length() > COLUMNS && !line.startsWith("|"))
                    .forEach(line -> tooLong.add(document + ": " + line));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void theWalkOfOneMessageNamesClasses() {
        List<String> hops = HOP.matcher(DocumentationTest.read(ROOT.resolve("docs/architecture.md")))
                .results()
                .map(hop -> hop.group(1) + ".java")
                .toList();
        Set<String> sources = Stream.of("adapter-http", "application", "adapter-jdbc")
                .flatMap(module -> DocumentationTest.files(
                        ROOT.resolve("messenger-" + module + "/src/main/java"), Integer.MAX_VALUE))
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());

        assertThat(hops).hasSizeBetween(5, 8).isSubsetOf(sources);
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
        if (!Files.exists(target)) {
            return false;
        }
        return link.group(2) == null
                || HEADING.matcher(DocumentationTest.read(target))
                        .results()
                        .map(heading -> anchor(heading.group(1)))
                        .anyMatch(link.group(2)::equals);
    }

    /** The anchor that GitHub gives a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private static List<Path> documents() {
        List<Path> documents = Stream.concat(
                        DocumentationTest.files(ROOT, 1),
                        DocumentationTest.files(ROOT.resolve("docs"), Integer.MAX_VALUE))
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
        assertThat(documents).as("the documents").hasSizeGreaterThan(20);
        return documents;
    }
}
