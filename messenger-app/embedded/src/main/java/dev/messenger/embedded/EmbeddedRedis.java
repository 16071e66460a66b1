package dev.messenger.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Redis on loopback, behind a password. It stores nothing on disk, since all of its data may be lost. */
final class EmbeddedRedis implements AutoCloseable {

    private static final int ATTEMPTS = 10;

    /** A server needs one; tests that share this Redis take others. An empty database costs nothing. */
    private static final int DATABASES = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final Path configuration;
    private final String url;

    private EmbeddedRedis(ChildProcess process, Path configuration, String url) {
        this.process = process;
        this.configuration = configuration;
        this.url = url;
    }

    /**
     * Starts Redis and returns when it answers.
     *
     * @param dataDir data folder, locked by the caller
     * @throws ServiceFailure if it does not start
     */
    static EmbeddedRedis start(Path dataDir, GeneratedSecrets secrets) {
        try {
            Path home = DataFolder.createPrivate(dataDir.resolve("redis"));
            String password = secrets.getOrCreate("redis", 24);
            Path program = program(home);
            Path pidFile = home.resolve("redis.pid");
            OrphanProcess.stop(pidFile, dataDir, pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
            Path configuration = home.resolve("redis.conf");
            BoundedLog log = new BoundedLog(home.resolve("log"), "redis.log");
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int port = Loopback.freePort();
                GeneratedSecrets.writePrivate(configuration, configuration(port, password, home, pidFile));
                ChildProcess process = ChildProcess.start(
                        ParentDeathSignal.command(
                                List.of(), "TERM", List.of(program.toString(), configuration.toString())),
                        home,
                        log);
                if (isReady(process, port, password)) {
                    String url = "redis://:" + password + "@" + Loopback.HOST + ":" + port + "/0";
                    return new EmbeddedRedis(process, configuration, url);
                }
                stop(process);
            }
            throw new ServiceFailure("Redis does not start: " + log.lastLine("") + " (see " + log.file() + ").");
        } catch (IOException e) {
            throw new ServiceFailure("Redis cannot be set up in " + dataDir + ": " + e, e);
        }
    }

    /** {@code redis://} URL with the password. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        stop(process);
        try {
            Files.deleteIfExists(configuration);
        } catch (IOException e) {
            // The next start replaces it.
        }
    }

    private static void stop(ChildProcess process) {
        process.terminate();
        if (!process.awaitExit(Duration.ofSeconds(5))) {
            process.kill();
        }
    }

    /** Tries the program first, so that the failure says why it cannot run on this system. */
    private static Path program(Path home) throws IOException {
        Path program = Binaries.program(Platform.current().redis(), home);
        ChildProcess.Result trial = ChildProcess.run(List.of(program.toString(), "--version"), home);
        if (!trial.succeeded()) {
            String reason = trial.output().lines().findFirst().orElse("unknown reason");
            throw new ServiceFailure("Redis cannot run here: " + reason + ".");
        }
        return program;
    }

    private static String configuration(int port, String password, Path home, Path pidFile) {
        return """
                bind %s
                port %d
                protected-mode yes
                requirepass %s
                databases %d
                daemonize no
                dir "%s"
                pidfile "%s"
                save ""
                appendonly no
                maxmemory 128mb
                maxmemory-policy volatile-lru
                """.formatted(Loopback.HOST, port, password, DATABASES, quoted(home), quoted(pidFile));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Waits until Redis accepts the password; false when the process ends or stays silent. */
    private static boolean isReady(ChildProcess process, int port, String password) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (answers(port, password)) {
                return true;
            }
            Pause.millis(5);
        }
        return false;
    }

    private static boolean answers(int port, String password) {
        try (Socket socket = new Socket()) {
            socket.connect(Loopback.address(port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(("AUTH " + password + "\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(answers.readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
