package dev.messenger.app.benchmark;

import dev.messenger.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under load: a process of its own, as its operator runs it, at a port of this machine. */
final class Program implements AutoCloseable {

    private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final int port;

    private Program(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The messenger on the services that {@code environment} names, by its launcher in folder {@code home}. */
    static Program messenger(Path home, Map<String, String> environment, Path output) {
        int port = FreePort.any();
        ProcessBuilder builder = new ProcessBuilder(home.resolve("messenger").toString());
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("HTTP_HOST", "127.0.0.1", "HTTP_PORT", Integer.toString(port)));
        return start(builder, port, output, "/health/ready");
    }

    /** The limits, with the same settings of the JVM. */
    static Program limits(String jdbcUrl, String tokenSecret, int emptyBytes, Path output) {
        int port = FreePort.any();
        List<String> command = new ArrayList<>(List.of(
                java("java"),
                "-Xms64m",
                "-XX:MaxRAMPercentage=25",
                "-cp",
                System.getProperty("java.class.path"),
                Limits.class.getName(),
                Integer.toString(port),
                jdbcUrl,
                tokenSecret,
                Integer.toString(emptyBytes)));
        if (Runtime.version().feature() >= 25) {
            command.add(1, "-XX:+UseCompactObjectHeaders");
        }
        return start(new ProcessBuilder(command), port, output, "/nothing");
    }

    private static Program start(ProcessBuilder builder, int port, Path output, String probe) {
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Program program = new Program(process, port);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            program.awaitAnswer(probe);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    /** Any answer will do. */
    private void awaitAnswer(String path) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            while (true) {
                try {
                    http.send(request, HttpResponse.BodyHandlers.discarding());
                    return;
                } catch (IOException notYet) {
                    if (!process.isAlive() || System.nanoTime() > until) {
                        throw new IllegalStateException("the server does not start", notYet);
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }
    }

    /** What of the heap is in use after a full collection, in MB. */
    double liveHeap() {
        command("GC.run");
        Matcher used = USED_HEAP.matcher(command("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the JVM does not tell its heap");
        }
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    private String command(String diagnostic) {
        try {
            Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), diagnostic)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            jcmd.waitFor();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
