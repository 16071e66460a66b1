package dev.messenger.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ties a child process to this one. Linux sends the child a signal when this process dies, however it dies; a session of its own keeps a
 * Ctrl-C in the terminal from reaching the child before the server had its say. Where the tools for this are missing (macOS), a child
 * that was left behind is found and stopped by {@link OrphanProcess} at the next start.
 */
final class ParentDeathSignal {

    private static final Path ROOT = Path.of("/");
    private static final boolean AVAILABLE = ChildProcess.run(
                    List.of("setsid", "setpriv", "--pdeathsig", "TERM", "true"), ROOT)
            .succeeded();

    private ParentDeathSignal() {}

    /**
     * The command that runs a program tied to this process.
     *
     * @param wrapper what to run the program under: nothing, or a command that executes its arguments
     * @param signal what the program gets when this process dies: {@code INT}, {@code TERM}
     * @param program the program and its arguments
     */
    static List<String> command(List<String> wrapper, String signal, List<String> program) {
        List<String> command = new ArrayList<>();
        if (AVAILABLE) {
            command.add("setsid");
            command.addAll(wrapper);
            // After the wrapper: a change of credentials clears the signal.
            command.addAll(List.of("setpriv", "--pdeathsig", signal));
        } else {
            command.addAll(wrapper);
        }
        command.addAll(program);
        return command;
    }
}
