package dev.messenger.app;

import dev.messenger.app.config.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The answer to the arguments of the program, which starts without any (rule O9).
 *
 * @param text for the operator
 * @param status exit status: 0, or 2 for arguments that it does not know
 */
record CommandLine(String text, int status) {

    /** @param arguments one or more */
    static CommandLine of(String... arguments) {
        return switch (String.join(" ", arguments)) {
            case "--help", "-h" -> new CommandLine(help(), 0);
            case "--version" -> new CommandLine(version(), 0);
            default ->
                new CommandLine(
                        "messenger: unknown arguments \"%s\"; --after-restore, --help and --version are the ones that it knows."
                                .formatted(String.join(" ", arguments).replaceAll("\\p{Cntrl}", "?")),
                        2);
        };
    }

    private static String help() {
        return """
                messenger is a messenger server. Without an argument it starts and runs until it gets SIGTERM.

                  --after-restore  once, after a backup was restored: ids go on above all earlier ones, and stops
                  --help           shows this
                  --version        shows the version

                Environment variables configure it; defaults are in brackets:

                %s

                docs/operations.md tells more.""".formatted(Variables.help());
    }

    private static String version() {
        Properties built = new Properties();
        try (InputStream in = Objects.requireNonNull(CommandLine.class.getResourceAsStream("version.properties"))) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = built.getProperty("commit", "");
        return "messenger %s%s, Java %s (%s)"
                .formatted(
                        built.getProperty("version"),
                        commit.isEmpty() ? "" : ", commit " + commit,
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"));
    }
}
