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
                    out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }

    private void write(EventRead event, String suffix) throws IOException {
        String id = event.cursor() == null ? "" : "id: " + event.cursor() + "\n";
        out.write((id + "event: " + event.type() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(JSON.write(event.data()));
        out.write((suffix + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
