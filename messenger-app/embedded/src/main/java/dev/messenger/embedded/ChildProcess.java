package dev.messenger.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A child process. It inherits only the variables that it needs to find programs, so that no secret leaks into its environment. */
final class ChildProcess {

    private static final Set<String> INHERITED = Set.of("PATH", "LD_LIBRARY_PATH", "TMPDIR");

    /** Starts all children and never ends: on Linux a child gets its parent-death signal when the thread that started it ends. */
    private static final ExecutorService LAUNCHER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("child-launcher").unstarted(task));

    private final Process process;
    private final Thread output;

    private ChildProcess(Process process, Thread output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program that runs until it is stopped.
     *
     * @param command the program and its arguments
     * @param folder working folder
     * @param log receives the output
     * @throws IOException if the program cannot be started
     */
    static ChildProcess start(List<String> command, Path folder, BoundedLog log) throws IOException {
        Process process = launch(command, folder);
        return new ChildProcess(process, log.follow(process.getInputStream()));
    }

    /**
     * Runs a short program until it ends, for at most five minutes.
     *
     * @return exit code and output; {@code 127} and the reason when the program cannot be started
     */
    static Result run(List<String> command, Path folder) {
        try {
            Process process = launch(command, folder);
            ProcessHandle handle = process.toHandle();
            handle.onExit().orTimeout(5, TimeUnit.MINUTES).exceptionally(late -> {
                process.destroyForcibly();
                return handle;
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(130, "interrupted");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until the program has ended and the log has its output.
     *
     * @return whether it ended within the limit
     */
    boolean awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            output.join(TimeUnit.SECONDS.toMillis(1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks the program to end (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Ends the program and all that it started at once (SIGKILL). */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static Process launch(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.put("LC_ALL", "C");
        try {
            Process process = LAUNCHER.submit(builder::start).get();
            process.getOutputStream().close();
            return process;
        } catch (ExecutionException e) {
            throw new IOException("Cannot run " + command.getFirst(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while starting " + command.getFirst(), e);
        }
    }

    /**
     * The result of a short program.
     *
     * @param exitCode 0 for success
     * @param output standard output and standard error
     */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
