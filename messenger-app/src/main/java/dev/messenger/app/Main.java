package dev.messenger.app;

import dev.messenger.adapter.http.server.PortInUse;
import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.StartupFailure;
import dev.messenger.app.config.Variables;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as a program: configured by environment variables, stopped by SIGTERM. */
public final class Main {

    private Main() {}

    /**
     * Starts the server, or says in one line why it cannot and exits with status 1.
     *
     * @param arguments none, or {@code --after-restore}; {@code --help} and {@code --version} are answered, others refused with
     *     status 2
     */
    public static void main(String[] arguments) {
        boolean afterRestore = List.of(arguments).equals(List.of(AfterRestore.ARGUMENT));
        if (arguments.length > 0 && !afterRestore) {
            CommandLine answer = CommandLine.of(arguments);
            (answer.status() == 0 ? System.out : System.err).println(answer.text());
            System.exit(answer.status());
        }
        GatheringStream.underStandardOutput();
        Logger log = LoggerFactory.getLogger(Main.class);
        Variables.unknown(System.getenv()).forEach(log::warn);
        try {
            if (afterRestore) {
                System.out.println(AfterRestore.run(Configuration.read(System.getenv())));
                return;
            }
            Server server = Server.start(Configuration.read(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            System.out.println(server.greeting());
        } catch (StartupFailure | PortInUse e) {
            System.err.println("messenger: " + e.getMessage());
            System.exit(1); // threads of half-started services would keep the JVM alive
        } catch (RuntimeException | Error e) {
            log.error("The server does not start", e);
            System.exit(1);
        }
    }
}
