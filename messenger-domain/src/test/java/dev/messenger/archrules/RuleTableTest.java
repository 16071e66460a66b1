package dev.messenger.archrules;

import static dev.messenger.archrules.fixtures.Fixtures.CLEAN;
import static dev.messenger.archrules.fixtures.Fixtures.configured;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of rules in {@code docs/conformance.md} is the list of rules, in its order and with its reasons. */
class RuleTableTest {

    @Test
    void isInTheDocs() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "conformance.md")).stream()
                .dropWhile(line -> !line.equals("| rule | what must hold | because |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(RuleTableTest::nameAndReason)
                .toList();

        assertThat(rows)
                .isEqualTo(configured(CLEAN).rules().stream()
                        .map(rule -> rule.name() + ": " + rule.reason())
                        .toList());
    }

    private static String nameAndReason(String row) {
        List<String> cells = List.of(row.split("\\s*\\|\\s*", -1));
        return cells.get(1).replace("`", "") + ": " + cells.get(3);
    }
}
