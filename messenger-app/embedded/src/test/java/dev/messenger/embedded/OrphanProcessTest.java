package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanProcessTest {

    private final List<Long> stopped = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path pidFile;

    @BeforeEach
    void name() {
        pidFile = folder.resolve("service.pid");
    }

    @Test
    void withoutAPidFileThereIsNothingToStop() throws Exception {
        OrphanProcess.stop(pidFile, folder, stopped::add);

        assertThat(stopped).isEmpty();
    }

    @Test
    void aProcessOfTheFolderIsStopped() throws Exception {
        Path watched = Files.createFile(folder.resolve("watched"));
        Process process = new ProcessBuilder("tail", "-f", watched.toString()).start();
        try {
            Files.writeString(pidFile, process.pid() + "\nmore\n");

            OrphanProcess.stop(pidFile, folder, pid -> {
                stopped.add(pid);
                process.destroy();
            });

            assertThat(stopped).containsExactly(process.pid());
            assertThat(process.isAlive()).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessOfSomebodyElseIsLeftAloneAndThePidFileRemoved() throws Exception {
        Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));

        OrphanProcess.stop(pidFile, folder, stopped::add);

        assertThat(stopped).isEmpty();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void aPidFileWithoutANumberIsIgnored() throws Exception {
        Files.writeString(pidFile, "garbage");

        OrphanProcess.stop(pidFile, folder, stopped::add);

        assertThat(stopped).isEmpty();
    }
}
