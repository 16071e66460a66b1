package dev.messenger.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL on loopback, with its data in the data folder and every safeguard against data loss switched on. */
final class EmbeddedPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String APPLICATION = "messenger";
    private static final int PASSWORD_BYTES = 24;

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

    private final PostgresCluster cluster;
    private final ChildProcess process;
    private final PostgresLogin application;

    private EmbeddedPostgres(PostgresCluster cluster, ChildProcess process, PostgresLogin application) {
        this.cluster = cluster;
        this.process = process;
        this.application = application;
    }

    /**
     * Starts PostgreSQL and returns when its database answers. The first start unpacks it and creates the database.
     *
     * @param dataDir data folder, locked by the caller
     * @throws ServiceFailure if it does not start
     */
    static EmbeddedPostgres start(Path dataDir, GeneratedSecrets secrets) {
        try {
            PostgresCluster cluster = PostgresCluster.prepare(dataDir);
            String superuserPassword = secrets.getOrCreate("postgres-superuser", PASSWORD_BYTES);
            String password = secrets.getOrCreate("postgres-messenger", PASSWORD_BYTES);
            boolean fresh = !cluster.isInitialised();
            if (fresh) {
                cluster.initialise(SUPERUSER, superuserPassword);
            } else {
                OrphanProcess.stop(cluster.pidFile(), dataDir, pid -> cluster.signal("INT", pid));
            }
            return new Start(cluster, superuserPassword, password).run(fresh);
        } catch (IOException e) {
            throw new ServiceFailure("PostgreSQL cannot be set up in " + dataDir + ": " + e, e);
        }
    }

    /** JDBC URL with user and password. */
    String url() {
        return application.url();
    }

    /** Cancels running statements, flushes everything to disk and ends, in a fraction of a second. */
    @Override
    public void close() {
        stop(cluster, process);
    }

    private static void stop(PostgresCluster cluster, ChildProcess process) {
        cluster.signal("INT", process.pid());
        if (!process.awaitExit(Duration.ofSeconds(10))) {
            cluster.signal("QUIT", process.pid());
            if (!process.awaitExit(Duration.ofSeconds(3))) {
                process.kill();
            }
        }
    }

    /** One start, which may take several attempts. */
    private static final class Start {

        private final PostgresCluster cluster;
        private final String superuserPassword;
        private final String password;
        private final BoundedLog log;
        private final long deadline = System.nanoTime() + PATIENCE.toNanos();

        Start(PostgresCluster cluster, String superuserPassword, String password) {
            this.cluster = cluster;
            this.superuserPassword = superuserPassword;
            this.password = password;
            this.log = cluster.log();
        }

        EmbeddedPostgres run(boolean fresh) throws IOException {
            while (true) {
                int port = Loopback.freePort();
                log.forget();
                ChildProcess process = launch(port);
                PostgresLogin superuser = new PostgresLogin(port, SUPERUSER, SUPERUSER, superuserPassword);
                PostgresLogin application = new PostgresLogin(port, APPLICATION, APPLICATION, password);
                try {
                    if (isReady(process, superuser, application, fresh)) {
                        return new EmbeddedPostgres(cluster, process, application);
                    }
                } catch (SQLException | RuntimeException e) {
                    stop(cluster, process);
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
                    if (NOT_BOOTSTRAPPED.contains(state) && !bootstrap) {
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
    }
}
