package dev.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The files of PostgreSQL in the data folder: programs, data and log.
 *
 * @param home folder of all of them
 * @param bin programs of the current version
 * @param account that runs them
 */
record PostgresCluster(Path home, Path bin, PostgresAccount account) {

    static final String SUPERUSER = "postgres";

    /** Unpacks the programs when they are missing and chooses the account that runs them. */
    static PostgresCluster prepare(Path dataDir) throws IOException {
        Path home = DataFolder.createPrivate(dataDir.resolve("postgres"));
        Path bin = Binaries.archive(Platform.current().postgres(), home).resolve("bin");
        return new PostgresCluster(home, bin, PostgresAccount.choose(bin.resolve("postgres"), home, dataDir));
    }

    Path data() {
        return home.resolve("data");
    }

    Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    BoundedLog log() {
        return new BoundedLog(home.resolve("log"), "postgres.log");
    }

    boolean isInitialised() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /**
     * Creates the data folder, complete or not at all. Every connection needs a password, since all users of the machine can reach
     * loopback.
     */
    void initialise(String password) throws IOException {
        Path draft = home.resolve("data.draft");
        Path passwordFile = home.resolve("password.draft");
        Binaries.deleteTree(draft);
        GeneratedSecrets.writePrivate(passwordFile, password);
        try {
            account.takeOver(passwordFile);
            ChildProcess.Result result = ChildProcess.run(
                    account.command(
                            bin.resolve("initdb"),
                            "--pgdata=" + draft,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums",
                            "--no-instructions"),
                    bin);
            if (!result.succeeded()) {
                throw new ServiceFailure(
                        "PostgreSQL cannot create its data folder " + data() + ": " + lastLine(result.output()));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
        GeneratedSecrets.syncFolder(home);
    }

    /** Stops a PostgreSQL that an earlier server on the data folder left running. */
    void stopOrphan(Path dataDir) throws IOException {
        OrphanProcess.stop(pidFile(), dataDir, pid -> signal("INT", pid));
    }

    /** Cancels running statements, flushes everything to disk and ends a process, in a fraction of a second. */
    void stop(ChildProcess process) {
        if (!process.isAlive()) {
            return;
        }
        signal("INT", process.pid());
        if (!process.awaitExit(Duration.ofSeconds(10))) {
            signal("QUIT", process.pid());
            if (!process.awaitExit(Duration.ofSeconds(3))) {
                process.kill();
            }
        }
    }

    /** Sends a signal to a process of the account. */
    private void signal(String name, long pid) {
        ChildProcess.run(account.command(bin.resolve("pg_ctl"), "kill", name, Long.toString(pid)), bin);
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .reduce((first, second) -> second)
                .orElse(output.replace('\n', ' '));
    }
}
