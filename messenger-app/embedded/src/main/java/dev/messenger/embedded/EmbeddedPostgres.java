package dev.messenger.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL on loopback, with its data in the data folder and every safeguard against data loss switched on. */
final class EmbeddedPostgres implements Supervised, AutoCloseable {

    private static final int PASSWORD_BYTES = 24;

    /** Asks whether the connection shall be encrypted. The postmaster starts a process to answer, by one letter. */
    private static final byte[] QUESTION = {0, 0, 0, 8, 4, (byte) 0xD2, 22, 47};

    private final Path dataDir;
    private final PostgresCluster cluster;
    private final PostgresStart.Passwords passwords;
    private volatile RunningPostgres running;

    private EmbeddedPostgres(
            Path dataDir, PostgresCluster cluster, PostgresStart.Passwords passwords, RunningPostgres running) {
        this.dataDir = dataDir;
        this.cluster = cluster;
        this.passwords = passwords;
        this.running = running;
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
            PostgresStart.Passwords passwords = new PostgresStart.Passwords(
                    secrets.getOrCreate("postgres-superuser", PASSWORD_BYTES),
                    secrets.getOrCreate("postgres-messenger", PASSWORD_BYTES));
            boolean fresh = !cluster.isInitialised();
            if (fresh) {
                cluster.initialise(passwords.superuser());
            } else {
                cluster.stopOrphan(dataDir);
            }
            RunningPostgres running = new PostgresStart(cluster, passwords).run(Loopback::freePort, fresh);
            return new EmbeddedPostgres(dataDir, cluster, passwords, running);
        } catch (IOException e) {
            throw new ServiceFailure("PostgreSQL cannot be set up in " + dataDir + ": " + e, e);
        }
    }

    /** JDBC URL with user and password. */
    String url() {
        return running.application().url();
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean isAlive() {
        return running.process().isAlive();
    }

    @Override
    public boolean answers() {
        return Loopback.answers(running.application().port(), QUESTION);
    }

    /** Kills what is left of it: a postmaster that hangs obeys no other signal. */
    @Override
    public void restart() {
        running.process().kill();
        int port = running.application().port();
        try {
            cluster.stopOrphan(dataDir);
            running = new PostgresStart(cluster, passwords).run(() -> port, false);
        } catch (IOException e) {
            throw new ServiceFailure("PostgreSQL cannot be started in " + dataDir + ": " + e, e);
        }
    }

    /** Cancels running statements, flushes everything to disk and ends, in a fraction of a second. */
    @Override
    public void close() {
        cluster.stop(running.process());
    }
}
