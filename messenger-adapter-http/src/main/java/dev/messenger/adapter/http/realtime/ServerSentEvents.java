package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.realtime.EventBodies.EventRead;
import dev.messenger.application.realtime.Subscription;
import dev.messenger.application.realtime.Update;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes a subscription as Server-Sent Events (rules R1, R3). For use by one thread. */
final class ServerSentEvents {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Lets browsers reconnect at once. */
    private static final String RETRY = "\nretry: 200";

    /**
     * How long a stream lasts. The only sign of life is that the client reconnects, which browsers do by themselves. Shorter than a
     * request keeps its sender online, so that a connected user never appears offline (rule P1).
     */
    private static final Duration LIFETIME = Duration.ofSeconds(50);

    /** How long a client may take to read one event (rule R12). */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private static final JsonWriter JSON = new JsonWriter();

    private final OutputStream out;

    ServerSentEvents(OutputStream out) {
        this.out = out;
    }

    /** Writes until the subscription or the lifetime of the stream ends. */
    void write(Subscription subscription) throws IOException {
        write(EventRead.ready(subscription.start()), RETRY);
        long begin = System.nanoTime();
        try {
            for (Duration left = LIFETIME;
                    left.isPositive() && subscription.end().isEmpty();
                    left = LIFETIME.minusNanos(System.nanoTime() - begin)) {
                List<Update> updates = subscription.next(left.compareTo(KEEP_ALIVE) < 0 ? left : KEEP_ALIVE);
                for (Update update : updates) {
                    write(EventRead.of(update), "");
                }
                if (updates.isEmpty()) {
                    write(":\n\n");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }

    private void write(EventRead event, String suffix) throws IOException {
        String id = event.cursor() == null ? "" : "id: " + event.cursor() + "\n";
        String data = new String(JSON.write(event.data()), StandardCharsets.UTF_8);
        write(id + "event: " + event.type() + "\ndata: " + data + suffix + "\n\n");
    }

    /** Interrupts itself when the client does not read in time. */
    private void write(String text) throws IOException {
        Thread writer = Thread.currentThread();
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        var unused = written.orTimeout(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> {
                    if (late != null) {
                        writer.interrupt();
                    }
                });
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            written.complete(true);
        }
    }
}
