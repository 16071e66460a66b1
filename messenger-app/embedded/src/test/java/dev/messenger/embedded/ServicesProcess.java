package dev.messenger.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the embedded services in another process until that process is killed. */
final class ServicesProcess implements AutoCloseable {

    private final Process process;
    private final String databaseUrl;

    private ServicesProcess(Process process, String databaseUrl) {
        this.process = process;
        this.databaseUrl = databaseUrl;
    }

    /** Returns when its services answer. */
    static ServicesProcess start(Path folder) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServicesProcess.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("jdbc:")) {
                return new ServicesProcess(process, line);
            }
        }
        throw new IllegalStateException("The process ended before it had started");
    }

    long pid() {
        return process.pid();
    }

    String databaseUrl() {
        return databaseUrl;
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServices services =
                EmbeddedServices.start(Path.of(arguments[0]), Selection.all(), StoreSettings.loopback());
        System.out.println(services.databaseUrl());
        Thread.currentThread().join();
    }
}
