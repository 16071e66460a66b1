package dev.messenger.testing;

import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three places where tests get one service from.
 *
 * @param variable the environment variable that names a running service
 * @param named reads the value of the variable
 * @param container starts a container, which Testcontainers removes when the JVM ends
 * @param selection the one embedded service to start
 * @param embedded how the embedded service is reached
 */
record ServiceSource<T>(
        String variable,
        Function<String, T> named,
        Supplier<T> container,
        Selection selection,
        Function<EmbeddedServices, T> embedded) {

    private static final Logger log = LoggerFactory.getLogger(ServiceSource.class);

    /** Finds or starts the service; a started one ends with the JVM. */
    T find() {
        String value = System.getenv().getOrDefault(variable, "");
        if (!value.isEmpty()) {
            return named.apply(value);
        }
        if (DockerEngine.answers()) {
            try {
                return container.get();
            } catch (RuntimeException e) {
                log.warn("Docker answers but starts no container: tests use the embedded service ({})", e.getMessage());
            }
        }
        return embedded.apply(start(selection));
    }

    private static EmbeddedServices start(Selection selection) {
        try {
            Path folder = Files.createTempDirectory("messenger-it-");
            EmbeddedServices services = EmbeddedServices.start(folder, selection, StoreSettings.loopback());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                services.close();
                Folders.delete(folder);
            }));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
