package dev.messenger.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One start of PostgreSQL, which may take several attempts. */
final class PostgresStart {

    private static final String APPLICATION = "messenger";

    /** The time that backends of a killed predecessor get to release the data, and that a new PostgreSQL gets to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The first change of a page after a checkpoint logs the whole page. Few checkpoints keep such pages rare, which is cheaper than
     * compressing them; {@code docs/adr/0001-embedded-services.md} has the figures.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + Loopback.HOST,
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "wal_compression=off",
            "max_wal_size=4GB",
            "checkpoint_timeout=15min",
            "max_connections=100",
            "shared_buffers=" + sharedBuffersMb() + "MB",
            "huge_pages=off",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            "shared_preload_libraries=pg_stat_statements");

    /** An eighth of the memory, within bounds, so that pages that change often stay in the buffer. */
    private static long sharedBuffersMb() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? Math.clamp(machine.getTotalMemorySize() / 8 / 1024 / 1024, 128, 512)
                : 128;
    }

    /** The connection is refused or broken, or the database is starting up. */
    private static final Set<String> NOT_READY = Set.of("08001", "08004", "08006", "57P03");

    private static final String STARTING_UP = "57P03";

    /** The role, its password or the database does not exist yet. */
    private static final Set<String> NOT_BOOTSTRAPPED = Set.of("28P01", "28000", "3D000");

    /** The server that restarts has taken all slots already. */
    private static final String FULL = "53300";

    private final PostgresCluster cluster;
    private final Passwords passwords;
    private final BoundedLog log;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    /**
     * @param cluster whose data folder is initialised
     * @param passwords of its roles
     */
    PostgresStart(PostgresCluster cluster, Passwords passwords) {
        this.cluster = cluster;
        this.passwords = passwords;
        this.log = cluster.log();
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param ports gives the port of each attempt
     * @param fresh whether its role and database have to be created
     * @throws ServiceFailure if it does not start
     */
    RunningPostgres run(IntSupplier ports, boolean fresh) throws IOException {
        while (true) {
            int port = ports.getAsInt();
            log.forget();
            ChildProcess process = launch(port);
            PostgresLogin superuser = new PostgresLogin(
                    port, PostgresCluster.SUPERUSER, PostgresCluster.SUPERUSER, passwords.superuser());
            PostgresLogin application = new PostgresLogin(port, APPLICATION, APPLICATION, passwords.application());
            try {
                if (isReady(process, superuser, application, fresh)) {
                    return new RunningPostgres(process, application);
                }
            } catch (SQLException | RuntimeException e) {
                cluster.stop(process);
                throw failure(String.valueOf(e.getMessage()), e);
            }
            if (!isWorthRetrying() || System.nanoTime() > deadline) {
                throw failure(log.lastLine("FATAL:", "PANIC:"), null);
            }
            Pause.millis(100);
        }
    }

    private ChildProcess launch(int port) throws IOException {
        List<String> program = Stream.of(
                        Stream.of(cluster.bin().resolve("postgres").toString()),
                        Stream.of("-D", cluster.data().toString(), "-p", Integer.toString(port)),
                        SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting)))
                .flatMap(words -> words)
                .toList();
        return ChildProcess.start(
                ParentDeathSignal.command(cluster.account().wrapper(), "INT", program), cluster.bin(), log);
    }

    /** Waits until the database accepts its owner; false when the process ends first. */
    private boolean isReady(ChildProcess process, PostgresLogin superuser, PostgresLogin application, boolean fresh)
            throws SQLException {
        long silentSince = System.nanoTime();
        boolean bootstrap = fresh;
        while (process.isAlive()) {
            try {
                if (bootstrap) {
                    PostgresBootstrap.run(superuser, application);
                }
                application.connect().close();
                return true;
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (state.equals(FULL) && !bootstrap) {
                    return true;
                } else if (NOT_BOOTSTRAPPED.contains(state) && !bootstrap) {
                    bootstrap = true;
                } else if (!NOT_READY.contains(state)) {
                    if (process.awaitExit(Duration.ofMillis(500))) {
                        return false; // another program answered on the port
                    }
                    throw e;
                } else if (state.equals(STARTING_UP)) {
                    silentSince = System.nanoTime(); // recovery may take long
                } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                    throw e;
                }
                Pause.millis(10);
            }
        }
        process.awaitExit(Duration.ofSeconds(1));
        return false;
    }

    /** Another program took the port, or a killed predecessor has not released the data yet. */
    private boolean isWorthRetrying() {
        String output = log.recent();
        return output.contains("could not bind")
                || output.contains("still in use")
                || output.contains("already exists");
    }

    private ServiceFailure failure(String reason, @Nullable Throwable cause) {
        return new ServiceFailure(
                "PostgreSQL does not start in " + cluster.data() + ": "
                        + reason.lines().findFirst().orElse("") + " (see " + log.file() + ").",
                cause);
    }

    /**
     * @param superuser of the superuser, who creates what is missing
     * @param application of the server's own role
     */
    record Passwords(String superuser, String application) {

        /** Tells nothing. */
        @Override
        public String toString() {
            return "Passwords";
        }
    }
}
