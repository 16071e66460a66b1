package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of {@code docs/behaviour.md} that is kept has a test that carries its number. */
class BehaviourContractTest {

    private static final Path ROOT = Path.of("..");
    private static final Path EMBEDDED = Path.of("embedded");
    private static final Pattern RULE = Pattern.compile("(?m)^- ([A-Z]\\d+) {1,2}\\S");
    private static final Pattern NOT_KEPT = Pattern.compile("(?m)^- ([A-Z]\\d+)$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]\\d+)\"\\)");

    @Test
    void everyRuleHasATest() {
        String contract = read(ROOT.resolve("docs/behaviour.md"));
        Set<String> rules = found(RULE, contract);
        Set<String> notKept = found(NOT_KEPT, contract);
        assertThat(rules).as("the rules of the contract").hasSizeGreaterThan(70).containsAll(notKept);

        Set<String> untested = new TreeSet<>(rules);
        untested.removeAll(notKept);
        untested.removeAll(tags());
        assertThat(untested)
                .as("rules without a test that is tagged with their number")
                .isEmpty();
    }

    private static Set<String> tags() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return Stream.concat(modules, Stream.of(EMBEDDED))
                    .map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(BehaviourContractTest::sources)
                    .flatMap(source -> found(TAG, read(source)).stream())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(rule -> rule.group(1)).collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
