package dev.messenger.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of two releases share a database during an upgrade: migrations only add. {@code released-migrations.txt} names the files of the last
 * release, with the digests of their contents; a release replaces it.
 */
class MigrationRulesTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/messenger/adapter/jdbc/migration");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table chats",
                "alter table chats drop column title",
                "alter table chats rename column title to name",
                "alter table chats rename to rooms",
                "alter table chats alter column title type varchar(10)",
                "alter table chats alter title set data type text",
                "alter table chats alter column title set not null",
                "alter table chats alter column title drop default",
                "alter table chats add column mood text not null",
                "alter table chats add column a int not null default 0, add column b int not null",
                "alter table chats add constraint short check (length(title) < 10)",
                "create unique index titles on chats (title)",
                "create or replace function visible_messages() returns int language sql as $$ select 1 $$",
                "drop function visible_messages",
                "delete from chats",
                "create table rooms (id int); DROP TABLE\n chats"
            })
    void whatTheReleaseBeforeNeedsStays(String statement) {
        assertThat(MigrationRules.contracting(statement + ";")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table chats add column mood text",
                "alter table chats add column mood text not null default 'good'",
                "alter table chats add column id2 bigint not null generated always as identity",
                "create table rooms (id int not null unique); create unique index rooms_id on rooms (id)",
                "create table rooms (id int); alter table rooms add constraint positive check (id > 0)",
                "create index titles on chats (title)",
                "drop index titles",
                "create function f() returns int language sql as $$ delete from chats; select 1 $$",
                "-- drop table chats\ncreate table rooms (id int)",
                "-- contract: unused since 1.4\ndrop table rooms"
            })
    void whatAddsIsAllowed(String statement) {
        assertThat(MigrationRules.contracting(statement + ";")).isEmpty();
    }

    @Test
    void migrationsOfTheNextReleaseOnlyAdd() throws IOException {
        List<Released> released = released();
        if (released.isEmpty()) {
            return; // nobody runs a release before the first one
        }
        assertThat(migrations())
                .filteredOn(file -> released.stream().noneMatch(one -> one.isOf(file)))
                .allSatisfy(file -> assertThat(MigrationRules.contracting(Files.readString(file)))
                        .as("%s, see CONTRIBUTING.md", file.getFileName())
                        .isEmpty());
    }

    @Test
    void releasedMigrationsAreAsTheyWere() throws IOException {
        assertThat(released())
                .allSatisfy(one -> assertThat(digest(FOLDER.resolve(one.name())))
                        .as(one.name())
                        .isEqualTo(one.digest()));
    }

    /** A line of {@code released-migrations.txt}. */
    private record Released(String name, String digest) {

        boolean isOf(Path file) {
            return file.getFileName().toString().equals(name);
        }
    }

    private static List<Released> released() throws IOException {
        try (var file = Objects.requireNonNull(
                MigrationRulesTest.class.getResourceAsStream("released-migrations.txt"), "released-migrations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .map(words -> new Released(words[0], words[1]))
                    .toList();
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList();
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
