package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    @TempDir
    private Path folder;

    @Test
    void linesAreKeptAndTheLastOnesRemembered() throws Exception {
        BoundedLog log = new BoundedLog(folder, "a.log");
        follow(log, "one\ntwo\n");

        assertThat(Files.readString(log.file())).isEqualTo("one\ntwo\n");
        assertThat(log.recent()).isEqualTo("one\ntwo");

        log.forget();
        assertThat(log.recent()).isEmpty();
    }

    @Test
    void theFilesNeverGrowBeyondTheBound() throws Exception {
        BoundedLog log = new BoundedLog(folder, "a.log");
        String megabyte = ("x".repeat(1023) + "\n").repeat(1024);
        for (int count = 0; count < 10; count++) {
            follow(log, megabyte);
        }

        assertThat(Files.size(log.file())).isBetween(1L, 4L << 20);
        assertThat(Files.size(folder.resolve("a.log.1"))).isBetween(1L, 4L << 20);
        assertThat(folder).isDirectoryNotContaining("glob:**.2");
    }

    private static void follow(BoundedLog log, String text) throws InterruptedException {
        log.follow(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .join();
    }
}
