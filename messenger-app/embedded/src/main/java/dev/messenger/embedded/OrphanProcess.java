package dev.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that an earlier server on the same data folder left running, found by its pid file. */
final class OrphanProcess {

    private static final Logger log = LoggerFactory.getLogger(OrphanProcess.class);
    private static final long PATIENCE_SECONDS = 20;

    private OrphanProcess() {}

    /**
     * Stops the process of a pid file when it belongs to the data folder, and waits until it ends. Deletes the pid file when its number
     * belongs to an unrelated process now. Leaves the pid file of a dead process, which the service handles itself.
     *
     * @param pidFile has the process id in its first line; may be missing
     * @param dataDir the data folder, which the command lines of its processes contain
     * @param stop asks a process to end
     */
    static void stop(Path pidFile, Path dataDir, LongConsumer stop) throws IOException {
        Optional<ProcessHandle> process =
                read(pidFile).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return;
        }
        if (!belongsTo(process.get(), dataDir)) {
            Files.deleteIfExists(pidFile);
            return;
        }
        log.info(
                "Stopping process {}, which an earlier server left running",
                process.get().pid());
        stop.accept(process.get().pid());
        awaitEnd(process.get());
    }

    private static Optional<Long> read(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return Files.readString(pidFile).lines().findFirst().map(line -> Long.valueOf(line.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean belongsTo(ProcessHandle process, Path dataDir) {
        return process.info().commandLine().orElse("").contains(dataDir + "/");
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
