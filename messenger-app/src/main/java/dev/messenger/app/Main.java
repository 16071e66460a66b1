package dev.messenger.app;

import dev.messenger.adapter.http.server.PortInUse;
import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.StartupFailure;
import org.slf4j.LoggerFactory;

/** The server as a program: configured by environment variables, stopped by SIGTERM. */
public final class Main {

    private Main() {}

    /** Starts the server, or says in one line why it cannot and exits with status 1. */
    public static void main(String[] arguments) {
        GatheringStream.underStandardOutput();
        try {
            Server server = Server.start(Configuration.read(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
            System.out.println(server.greeting());
        } catch (StartupFailure | PortInUse e) {
            System.err.println("messenger: " + e.getMessage());
            System.exit(1); // threads of half-started services would keep the JVM alive
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Main.class).error("The server does not start", e);
            System.exit(1);
        }
    }
}
