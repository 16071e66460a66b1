package dev.messenger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The server in its own process, as an operator runs it, so that a test can kill it. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("http://[0-9.]+:(\\d+)/docs");

    private final Process process;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the main program with these variables, no inherited ones of the messenger, and arguments. */
    public static ServerProcess launch(Map<String, String> variables, String... arguments) {
        try {
            Path output = Files.createTempFile("messenger-server", ".log");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.messenger.app.Main")))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.command().addAll(List.of(arguments));
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.matches("(HTTP|DATABASE|REDIS|S3|SMTP|JWT|DATA|FRONTEND)_.*"));
            builder.environment().putAll(variables);
            return new ServerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server prints its address. */
    public Api awaitReady() {
        return Awaitility.await("a ready server; its output: " + output)
                .atMost(Duration.ofSeconds(60))
                .until(this::address, address -> address != null);
    }

    private @Nullable Api address() {
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended: " + output());
            }
            return null;
        }
        return new Api(URI.create("http://127.0.0.1:" + ready.group(1)));
    }

    /** The output so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the JVM as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Tells it to stop, as {@code kill} does. */
    public void terminate() {
        process.destroy();
    }

    /** Stops it as {@code kill} does, and returns its exit status. */
    public int stop() {
        terminate();
        return awaitExit();
    }

    /** Waits for the end of the process and returns its exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }
}
