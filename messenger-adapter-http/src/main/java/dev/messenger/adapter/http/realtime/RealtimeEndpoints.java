package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.realtime.EventBodies.EventRead;
import dev.messenger.adapter.http.realtime.EventBodies.UpdatesRead;
import dev.messenger.application.realtime.Realtime;
import dev.messenger.application.realtime.Realtime.Connection;
import dev.messenger.application.realtime.Subscription;
import dev.messenger.application.realtime.Update;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unauthenticated;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream of events for clients without WebSockets: Server-Sent Events, and polling (rules R1, R3). */
public final class RealtimeEndpoints implements EndpointModule {

    private static final String TAG = "Realtime";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Tells browsers to come back at once. */
    private static final String RETRY = "\nretry: 200";

    /**
     * How long a stream lasts. There is no sign of life in it but that the client comes back, which browsers do by themselves: less than
     * a request keeps its sender online for, so that nobody seems to be gone in between (rule P1).
     */
    private static final Duration LASTS = Duration.ofSeconds(50);

    private static final JsonWriter JSON = new JsonWriter();

    static final Format<Long> CURSOR =
            new Format<>("a cursor", new JsonType.Whole(0, (1L << 53) - 1), RealtimeEndpoints::cursor);

    private static final QueryParam<@Nullable Long> AFTER = QueryParam.of("after", CURSOR)
            .doc(
                    "The cursor of the last event that was got; everything since is told. Without it, the stream begins now.")
            .optional();
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(100);

    private final Realtime realtime;
    private final AccessCheck access;

    public RealtimeEndpoints(Realtime realtime, AccessCheck access) {
        this.realtime = realtime;
        this.access = access;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/events")
                        .tag(TAG)
                        .summary("Follow events")
                        .description(
                                "Server-Sent Events, as the AsyncAPI document has them. The header Last-Event-ID, which"
                                        + " browsers send when they connect again, goes before the parameter. A stream ends"
                                        + " after 50 seconds: connect again with the last id, as browsers do by themselves.")
                        .params(AFTER)
                        .returnsStream("text/event-stream")
                        .fails(503)
                        .handle(this::follow),
                Endpoint.get("/api/v1/updates")
                        .tag(TAG)
                        .summary("Poll events")
                        .description(
                                "The same events for clients that ask now and then: go on with the cursor of the answer.")
                        .params(AFTER, LIMIT)
                        .returns(200, UpdatesRead.class)
                        .handle(this::poll),
                Endpoint.get("/asyncapi.json")
                        .tag(TAG)
                        .summary("Describe the events")
                        .description("An AsyncAPI 3 document.")
                        .open()
                        .returnsBytes("application/json")
                        .handle(request -> AsyncApi.document()));
    }

    private UpdatesRead poll(Request<NoBody> request) {
        Realtime.Updates updates = realtime.updates(request.user(), request.get(AFTER), request.get(LIMIT));
        return new UpdatesRead(
                updates.updates().stream().map(EventRead::of).toList(), updates.cursor(), updates.more());
    }

    private ResponseType.StreamWriter follow(Request<NoBody> request) {
        String lastEventId = request.header("Last-Event-ID");
        Long after = lastEventId == null || lastEventId.isEmpty() ? request.get(AFTER) : lastSeen(lastEventId);
        request.responseHeader("X-Accel-Buffering", "no"); // proxies are not to hold events back
        Connection connection = realtime.open(request.principal(), after);
        try {
            access.check(
                    accessToken(request)); // once more: a revocation from before the stream was open did not find it
        } catch (Unauthenticated e) {
            realtime.close(connection);
            throw e;
        }
        return out -> {
            try {
                write(EventRead.ready(connection.subscription().start()), RETRY, out);
                stream(connection.subscription(), out);
            } finally {
                realtime.close(connection);
            }
        };
    }

    /** The door let the call in: there is one. */
    private static String accessToken(Request<NoBody> request) {
        return Objects.requireNonNull(request.header("Authorization"))
                .substring("Bearer ".length())
                .strip();
    }

    private static void stream(Subscription subscription, OutputStream out) throws IOException {
        long begin = System.nanoTime();
        try {
            for (Duration left = LASTS;
                    left.isPositive() && subscription.end().isEmpty();
                    left = LASTS.minusNanos(System.nanoTime() - begin)) {
                List<Update> updates = subscription.next(left.compareTo(KEEP_ALIVE) < 0 ? left : KEEP_ALIVE);
                for (Update update : updates) {
                    write(EventRead.of(update), "", out);
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

    private static void write(EventRead event, String more, OutputStream out) throws IOException {
        String id = event.cursor() == null ? "" : "id: " + event.cursor() + "\n";
        out.write((id + "event: " + event.type() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        out.write(JSON.write(event.data()));
        out.write((more + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Long lastSeen(String lastEventId) {
        try {
            return Objects.requireNonNull(CURSOR.parser().apply(lastEventId));
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("Last-Event-ID", "must be a cursor");
        }
    }

    private static Long cursor(String text) {
        if (text.isEmpty() || text.length() > 16 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(text);
        }
        return Long.valueOf(text);
    }
}
