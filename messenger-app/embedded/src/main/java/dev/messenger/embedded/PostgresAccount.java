package dev.messenger.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The account that PostgreSQL runs under. PostgreSQL refuses to run as root: a server that runs as root starts it in a user namespace,
 * where root is unprivileged, or as user {@value #NOBODY} where namespaces are forbidden (most containers).
 *
 * @param wrapper command that runs its arguments under that account; empty for the account of the server
 * @param uid owner of the files
 */
record PostgresAccount(List<String> wrapper, int uid) {

    static final int NOBODY = 65534;
    private static final Path ROOT = Path.of("/");

    /**
     * Chooses the first account that works on this system.
     *
     * @param postgres the program, run once with {@code --version} as a trial
     * @param home PostgreSQL's folder
     * @param dataDir the folder around it
     * @throws ServiceFailure if no account works, with the message of PostgreSQL or the system
     */
    static PostgresAccount choose(Path postgres, Path home, Path dataDir) throws IOException {
        int self = Math.toIntExact(new UnixSystem().getUid());
        if (self != 0) {
            return new PostgresAccount(List.of(), self).tried(postgres);
        }
        PostgresAccount account =
                ChildProcess.run(List.of("unshare", "-U", "true"), ROOT).succeeded()
                        ? new PostgresAccount(List.of("unshare", "-U"), 0)
                        : nobody();
        account.takeOver(home);
        if (account.uid != 0) {
            letThrough(dataDir);
        }
        return account.tried(postgres);
    }

    /** Gives a folder with its content to the account, unless the account owns it already. */
    void takeOver(Path root) throws IOException {
        if (FolderOwner.of(root) == uid) {
            return;
        }
        for (Path path : Binaries.deepestFirst(root)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** The command that runs a program under the account. */
    List<String> command(Path program, String... arguments) {
        return Stream.of(wrapper.stream(), Stream.of(program.toString()), Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
    }

    private static PostgresAccount nobody() {
        String id = Integer.toString(NOBODY);
        return new PostgresAccount(List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups"), NOBODY);
    }

    private PostgresAccount tried(Path postgres) {
        ChildProcess.Result trial = ChildProcess.run(command(postgres, "--version"), ROOT);
        if (!trial.succeeded()) {
            throw new ServiceFailure("PostgreSQL cannot run here: "
                    + trial.output().lines().findFirst().orElse("exit code " + trial.exitCode())
                    + ". An ordinary user with a data folder of its own can run it.");
        }
        return this;
    }

    /** Lets other accounts reach files in the folder whose names they know. */
    private static void letThrough(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(folder, permissions);
        }
    }
}
