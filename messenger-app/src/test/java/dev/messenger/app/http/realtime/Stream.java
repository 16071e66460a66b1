package dev.messenger.app.http.realtime;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that collects events. */
public final class Stream implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private Stream() {}

    /** Connects with the token in the header, and waits for the first event. */
    public static Stream of(URI server, Person person) {
        return of(server, person, "");
    }

    /** Connects and continues after {@code cursor}. */
    static Stream after(URI server, Person person, long cursor) {
        return of(server, person, "?after=" + cursor);
    }

    private static Stream of(URI server, Person person, String query) {
        Stream stream = connect(server, query, person.token());
        stream.await("ready");
        return stream;
    }

    /** Connects, without a token when it is null, and waits for nothing. */
    static Stream connect(URI server, String query, @Nullable String token) {
        Stream stream = new Stream();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        URI uri = URI.create("ws://" + server.getAuthority() + "/api/v1/realtime" + query);
        stream.socket = builder.buildAsync(uri, stream).join();
        return stream;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            events.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }

    void send(String frame) {
        webSocket().sendText(frame, true).join();
    }

    /** Sends a part of a frame that goes on. */
    void sendPart(String part) {
        webSocket().sendText(part, false).join();
    }

    /** All events so far. */
    List<JsonNode> events() {
        return events;
    }

    /** Events of a type so far. */
    List<JsonNode> events(String type) {
        return events.stream()
                .filter(event -> event.get("type").asString().equals(type))
                .toList();
    }

    /** Waits for the first event of a type; returns its data. */
    public JsonNode await(String type) {
        return await(type, event -> true);
    }

    /** Waits for the first event of a type that matches {@code wanted}; returns its data. */
    public JsonNode await(String type, Predicate<JsonNode> wanted) {
        Awaitility.await(type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (closed.isDone() && events(type).stream().noneMatch(e -> wanted.test(e.get("data")))) {
                        throw new AssertionError("closed with " + closed.join() + " before " + type);
                    }
                    return events(type).stream().anyMatch(event -> wanted.test(event.get("data")));
                });
        return events(type).stream()
                .map(event -> event.get("data"))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /** The code with which the server closes. */
    public int awaitClose() {
        Awaitility.await("close").atMost(PATIENCE).until(closed::isDone);
        return closed.join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** The cursor of the newest event. */
    long cursor() {
        List<Long> cursors = new ArrayList<>();
        events.stream()
                .map(event -> event.get("cursor"))
                .filter(cursor -> !cursor.isNull())
                .forEach(cursor -> cursors.add(cursor.asLong()));
        return cursors.getLast();
    }

    /** Drops the connection without a close frame. */
    void abort() {
        webSocket().abort();
    }

    @Override
    public void close() {
        webSocket().abort();
    }

    private WebSocket webSocket() {
        if (socket == null) {
            throw new IllegalStateException("not connected");
        }
        return socket;
    }

    /** The address of a server. */
    public static URI uri(Api api) {
        return api.request("/").GET().build().uri();
    }
}
