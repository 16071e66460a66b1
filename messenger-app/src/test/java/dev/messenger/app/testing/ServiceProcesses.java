package dev.messenger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processes of embedded services, for tests that kill or stop them.
 *
 * @param dataDir their data folder
 */
public record ServiceProcesses(Path dataDir) {

    /** The main process of PostgreSQL. */
    public ProcessHandle postgres() {
        return process("postgres/data/postmaster.pid");
    }

    /** A process of PostgreSQL that serves a connection of the server. */
    public ProcessHandle backend() {
        return postgres()
                .children()
                .filter(child -> commandOf(child).contains("messenger messenger"))
                .findFirst()
                .orElseThrow();
    }

    /** The process of Redis. */
    public ProcessHandle redis() {
        return process("redis/redis.pid");
    }

    private ProcessHandle process(String pidFile) {
        try {
            String pid = Files.readAllLines(dataDir.resolve(pidFile)).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
