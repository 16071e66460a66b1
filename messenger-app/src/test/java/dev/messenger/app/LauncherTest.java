package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher hands to Java, shown by a Java that prints it. */
class LauncherTest {

    @TempDir
    private Path home;

    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = Files.copy(Path.of("../messenger"), home.resolve("messenger"));
        Path built = Files.createDirectories(home.resolve("messenger-app/target/fast"));
        Files.createFile(home.resolve("pom.xml"));
        Files.setLastModifiedTime(
                Files.createFile(built.resolve("messenger.jar")),
                FileTime.from(Instant.now().plus(1, ChronoUnit.HOURS)));
        Path java = Files.createDirectories(home.resolve("java"));
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path program = Files.writeString(
                Files.createDirectories(java.resolve("bin")).resolve("java"),
                "#!/bin/sh\necho \"locale=$LC_ALL\"\nfor argument in \"$@\"; do echo \"$argument\"; done\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @Tag("O8")
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "C.UTF-8, C.UTF-8", "none_there.UTF-8, C.UTF-8"})
    void aLocaleOfAsciiAloneIsReplaced(String locale, String handedOn) throws Exception {
        assertThat(run(locale)).first().isEqualTo("locale=" + handedOn);
    }

    @Test
    @Tag("O9")
    void argumentsAreHandedOnBehindTheJar() throws Exception {
        List<String> lines = run("C.UTF-8", "--help", "a b");

        int jar = lines.indexOf(home.toRealPath()
                .resolve("messenger-app/target/fast/messenger.jar")
                .toString());
        assertThat(lines.subList(jar - 1, lines.size())).containsExactly("-jar", lines.get(jar), "--help", "a b");
    }

    private List<String> run(String locale, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("java").toString());
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
