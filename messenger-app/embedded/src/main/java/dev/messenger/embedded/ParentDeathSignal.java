package dev.messenger.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a child process with this one. Linux sends the child a signal when this process dies for whatever reason. A session of its own
 * shields the child from a Ctrl-C in the terminal, so that the server stops it in order. Where the tools for this are missing (macOS),
 * {@link OrphanProcess} stops the child at the next start.
 */
final class ParentDeathSignal {

    private static final Path ROOT = Path.of("/");
    private static final boolean AVAILABLE = ChildProcess.run(
                    List.of("setsid", "setpriv", "--pdeathsig", "TERM", "true"), ROOT)
            .succeeded();

    private ParentDeathSignal() {}

    /**
     * The command that runs a program and ends it with this process.
     *
     * @param wrapper a command that executes its arguments, or nothing
     * @param signal sent to the program when this process dies: {@code INT}, {@code TERM}
     * @param program the program and its arguments
     */
    static List<String> command(List<String> wrapper, String signal, List<String> program) {
        List<String> command = new ArrayList<>();
        if (AVAILABLE) {
            command.add("setsid");
            command.addAll(wrapper);
            // After the wrapper, since a change of credentials clears the signal.
            command.addAll(List.of("setpriv", "--pdeathsig", signal));
        } else {
            command.addAll(wrapper);
        }
        command.addAll(program);
        return command;
    }
}
