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
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A Redis on loopback, behind a password. It stores nothing on disk, since all of its data may be lost. */
final class EmbeddedRedis implements Supervised, AutoCloseable {

    private static final int ATTEMPTS = 10;

    /** A server needs one; tests that share this Redis take others. An empty database costs nothing. */
    private static final int DATABASES = 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Anything but a command that needs a password. */
    private static final byte[] QUESTION = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Path home;
    private final Path program;
    private final String password;
    private final BoundedLog log;
    private volatile int port;
    private volatile @Nullable ChildProcess process;

    private EmbeddedRedis(Path home, Path program, String password) {
        this.home = home;
        this.program = program;
        this.password = password;
        this.log = new BoundedLog(home.resolve("log"), "redis.log");
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
            EmbeddedRedis redis = new EmbeddedRedis(home, program(home), secrets.getOrCreate("redis", 24));
            OrphanProcess.stop(
                    redis.pidFile(), dataDir, pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
            redis.launch(Loopback::freePort);
            return redis;
        } catch (IOException e) {
            throw new ServiceFailure("Redis cannot be set up in " + dataDir + ": " + e, e);
        }
    }

    /** {@code redis://} URL with the password. */
    String url() {
        return "redis://:" + password + "@" + Loopback.HOST + ":" + port + "/0";
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public boolean isAlive() {
        ChildProcess present = process;
        return present != null && present.isAlive();
    }

    /** A refusal is an answer too. */
    @Override
    public boolean answers() {
        return Loopback.answers(port, QUESTION);
    }

    @Override
    public void restart() {
        int same = port;
        try {
            ChildProcess present = process;
            if (present != null) {
                present.kill();
            }
            launch(() -> same);
        } catch (IOException e) {
            throw new ServiceFailure("Redis cannot be started in " + home + ": " + e, e);
        }
    }

    @Override
    public void close() {
        ChildProcess present = process;
        if (present != null) {
            stop(present);
        }
        try {
            Files.deleteIfExists(configuration());
        } catch (IOException e) {
            // The next start replaces it.
        }
    }

    private void launch(IntSupplier ports) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            port = ports.getAsInt();
            GeneratedSecrets.writePrivate(configuration(), configuration(port, password, home, pidFile()));
            ChildProcess started = ChildProcess.start(
                    ParentDeathSignal.command(
                            List.of(),
                            "TERM",
                            List.of(program.toString(), configuration().toString())),
                    home,
                    log);
            process = started;
            if (isReady(started, port, password)) {
                return;
            }
            stop(started);
        }
        throw new ServiceFailure("Redis does not start: " + log.lastLine("") + " (see " + log.file() + ").");
    }

    private Path pidFile() {
        return home.resolve("redis.pid");
    }

    private Path configuration() {
        return home.resolve("redis.conf");
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
