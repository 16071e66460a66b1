package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/embedding.md} shows is part of a program that the build compiles and runs. */
class DocumentationTest {

    private static final Path PAGE = Path.of("../docs/embedding.md");
    private static final List<Path> PROGRAMS = List.of(
            Path.of("../messenger-application/src/test/java/dev/messenger/example"),
            Path.of("../messenger-application/src/it/shop"),
            Path.of("../messenger-adapter-jdbc/src/test/java/dev/messenger/example"));
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern VERSION = Pattern.compile("<version>[^<]*</version>");

    @ParameterizedTest
    @ValueSource(strings = {"java", "xml"})
    void showsWhatRuns(String language) {
        List<String> sources = PROGRAMS.stream()
                .flatMap(folder -> files(folder, Integer.MAX_VALUE))
                .filter(file -> file.toString().endsWith("." + language))
                .map(DocumentationTest::read)
                .map(DocumentationTest::comparable)
                .toList();
        List<String> blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(read(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks)
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        block -> assertThat(sources).as(block).anyMatch(source -> source.contains(comparable(block))));
    }

    /** However it is indented, and whichever version it names. */
    private static String comparable(String code) {
        return SPACE.matcher(VERSION.matcher(code).replaceAll("<version/>")).replaceAll("");
    }

    /** The files in a folder, and so many levels below it. */
    static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
