package dev.messenger.app.http.realtime;

import dev.messenger.app.testing.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An open connection to a user's stream of events, over one of three transports. */
public interface EventConnection extends AutoCloseable {

    /** How clients follow events. */
    enum Transport {
        WEB_SOCKET,
        SERVER_SENT_EVENTS,
        UPDATES;

        /** Connects; starts after the cursor {@code after}, or now when that is null. */
        public EventConnection open(Person person, @Nullable Long after) {
            return switch (this) {
                case WEB_SOCKET -> new WebSocketConnection(person, after);
                case SERVER_SENT_EVENTS -> new ServerSentEventsConnection(person, after);
                case UPDATES -> new PollingConnection(person, after);
            };
        }
    }

    /** All events so far. */
    List<JsonNode> events();

    /** Whether the stream has ended. */
    boolean isShut();

    @Override
    void close();

    /** A WebSocket. */
    final class WebSocketConnection implements EventConnection {
        private final Stream stream;

        private WebSocketConnection(Person person, @Nullable Long after) {
            this.stream = after == null
                    ? Stream.of(Stream.uri(person.api()), person)
                    : Stream.after(Stream.uri(person.api()), person, after);
        }

        @Override
        public List<JsonNode> events() {
            return stream.events();
        }

        @Override
        public boolean isShut() {
            return stream.isClosed();
        }

        @Override
        public void close() {
            stream.abort();
        }
    }

    /** Server-Sent Events. */
    final class ServerSentEventsConnection implements EventConnection {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final List<JsonNode> events = new CopyOnWriteArrayList<>();
        private final InputStream body;
        private volatile boolean shut;

        private ServerSentEventsConnection(Person person, @Nullable Long after) {
            HttpRequest.Builder request = person.api().request("/api/v1/events");
            if (after != null) {
                request.header("Last-Event-ID", Long.toString(after));
            }
            try {
                HttpResponse<InputStream> response =
                        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                if (response.statusCode() != 200) {
                    throw new AssertionError("no stream: " + response.statusCode());
                }
                body = response.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            Map<String, String> fields = new HashMap<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int colon = line.indexOf(": ");
                    if (colon > 0) {
                        fields.put(line.substring(0, colon), line.substring(colon + 2));
                    } else if (line.isEmpty() && !fields.isEmpty()) {
                        events.add(event(fields));
                        fields.clear();
                    }
                }
            } catch (IOException e) {
                // closed
            }
            shut = true;
        }

        private static JsonNode event(Map<String, String> fields) {
            ObjectNode event = JSON.createObjectNode();
            event.put("type", fields.get("event"));
            String id = fields.get("id");
            event.put("cursor", id == null ? null : Long.valueOf(id));
            event.set("data", JSON.readTree(fields.get("data")));
            return event;
        }

        @Override
        public List<JsonNode> events() {
            return events;
        }

        @Override
        public boolean isShut() {
            return shut;
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Polling. */
    final class PollingConnection implements EventConnection {
        private static final int PAGE = 7;

        private final Person person;
        private final List<JsonNode> events = new ArrayList<>();
        private long cursor;

        private PollingConnection(Person person, @Nullable Long after) {
            this.person = person;
            JsonNode start = after == null ? get("") : null;
            this.cursor = start == null
                    ? (after == null ? 0 : after)
                    : start.get("cursor").asLong();
            if (start != null) {
                ObjectNode ready = ServerSentEventsConnection.JSON.createObjectNode();
                ready.put("type", "ready")
                        .put("cursor", cursor)
                        .set("data", ServerSentEventsConnection.JSON.createObjectNode());
                events.add(ready);
            }
        }

        private JsonNode get(String query) {
            return person.api().get("/api/v1/updates" + query).expect(200).json();
        }

        @Override
        public List<JsonNode> events() {
            boolean more = true;
            while (more) {
                JsonNode page = get("?limit=" + PAGE + "&after=" + cursor);
                page.get("events").values().forEach(events::add);
                cursor = page.get("cursor").asLong();
                more = page.get("more").asBoolean();
            }
            return events;
        }

        @Override
        public boolean isShut() {
            return false;
        }

        @Override
        public void close() {}
    }
}
