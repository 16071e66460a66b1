package dev.messenger.app.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Faults by signals to processes. */
final class Signals {

    private Signals() {}

    /** Stops a process and its children with SIGSTOP; the result lets them go on. */
    static Runnable stop(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        send("-STOP", all);
        return () -> send("-CONT", all.stream().filter(ProcessHandle::isAlive).toList());
    }

    private static void send(String signal, List<ProcessHandle> processes) {
        try {
            for (ProcessHandle process : processes) {
                new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
