package dev.messenger.app.operation;

import dev.messenger.app.testing.Api;
import dev.messenger.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A load balancer in front of two nodes, configured as the documents show it. It has to be installed. */
final class Balancer implements AutoCloseable {

    private static final Path EXAMPLES = Path.of("../docs/operations");

    private final Process process;
    private final int port;
    private final Path log;

    private Balancer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static Balancer nginx(Path folder, int first, int second) {
        int port = FreePort.any();
        Path configuration = configuration(folder, "nginx.conf", port, first, second);
        return start(
                folder,
                port,
                List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-e",
                        "stderr",
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off; pid nginx.pid;"));
    }

    static Balancer haproxy(Path folder, int first, int second) {
        int port = FreePort.any();
        Path configuration = configuration(folder, "haproxy.cfg", port, first, second);
        return start(folder, port, List.of("haproxy", "-db", "-f", configuration.toString()));
    }

    /** The example of the documents with the addresses of this test. */
    private static Path configuration(Path folder, String name, int port, int first, int second) {
        try {
            String example = Files.readString(EXAMPLES.resolve(name));
            String here = example.replace("0.0.0.0:80", "127.0.0.1:" + port)
                    .replace("10.0.0.11:8080", "127.0.0.1:" + first)
                    .replace("10.0.0.12:8080", "127.0.0.1:" + second);
            return Files.writeString(folder.resolve(name), here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Balancer start(Path folder, int port, List<String> command) {
        try {
            Path log = folder.resolve("log");
            List<String> inShell =
                    new ArrayList<>(List.of("sh", "-c", "exec \"$@\"", "sh")); // looks in the PATH set here
            inShell.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(inShell).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().merge("PATH", ":/usr/sbin:/usr/local/sbin", String::concat);
            Balancer balancer = new Balancer(builder.start(), port, log);
            Awaitility.await("the balancer listens; its log: " + log).until(balancer::isListening);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isListening() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the balancer ended: " + Files.readString(log));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
