package dev.messenger.adapter.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a migration must not do beside nodes of the release before (docs/operations.md): take away or change what their statements
 * use, or demand values that they do not store. A statement may, below a comment {@code -- contract: unused since <release>}.
 */
final class MigrationRules {

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final Pattern BODY = Pattern.compile("\\$\\$.*?\\$\\$", Pattern.DOTALL);
    private static final Pattern ALLOWED = Pattern.compile("--\\s*contract: unused since \\S+");

    private static final List<Pattern> CONTRACTING = Stream.of(
                    "\\bdrop (table|view|function|sequence|type|extension|schema|column|trigger)\\b",
                    "\\bcreate or replace\\b",
                    "\\brename\\b",
                    "\\balter (column )?\\w+ (set data )?type\\b",
                    "\\bset not null\\b",
                    "\\bdrop default\\b",
                    "\\badd column (if not exists )?\\w+(?![^,;]*\\b(default|generated)\\b)[^,;]*\\bnot null\\b",
                    "\\badd (constraint \\w+ )?(check|unique|foreign key|primary key|exclude)\\b",
                    "\\bcreate unique index\\b",
                    "\\b(truncate|delete from)\\b")
            .map(Pattern::compile)
            .toList();

    private MigrationRules() {}

    /** The statements of a migration that the release before may not survive. A unique index on a table of the same file is new. */
    static List<String> contracting(String migration) {
        return Stream.of(BODY.matcher(migration).replaceAll("").split(";"))
                .filter(statement -> !ALLOWED.matcher(statement).find())
                .map(statement -> COMMENT.matcher(statement)
                        .replaceAll("")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " "))
                .filter(statement -> CONTRACTING.stream()
                        .anyMatch(rule -> rule.matcher(statement).find()))
                .filter(statement -> !isOfNewTable(statement, migration))
                .toList();
    }

    private static boolean isOfNewTable(String statement, String migration) {
        return Pattern.compile("\\bcreate (?:unlogged )?table (\\w+)")
                .matcher(migration)
                .results()
                .anyMatch(table -> statement.matches("create unique index \\w+ on " + table.group(1)
                        + "\\b.*|alter table " + table.group(1) + "\\b.*"));
    }
}
