package dev.messenger.adapter.http.realtime;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.endpoint.NoBody;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.Request;
import dev.messenger.adapter.http.endpoint.Resource;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.realtime.EventBodies.EventRead;
import dev.messenger.adapter.http.realtime.EventBodies.UpdatesRead;
import dev.messenger.application.realtime.Realtime;
import dev.messenger.application.realtime.Realtime.Connection;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unauthenticated;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream of events for clients without WebSockets: Server-Sent Events and polling (rules R1, R3); and what a failed handshake gets. */
public record RealtimeEndpoints(Realtime realtime, AccessCheck access) implements EndpointModule {

    private static final String TAG = "Realtime";

    static final Format<Long> CURSOR =
            new Format<>("a cursor", new JsonType.Whole(0, JsonType.MAX_ID), RealtimeEndpoints::cursor);

    private static final QueryParam<@Nullable Long> AFTER = QueryParam.of("after", CURSOR)
            .doc(
                    "The cursor of the last event that was got; everything since is told. Without it, the stream begins now.")
            .optional();
    private static final QueryParam<Integer> LIMIT = QueryParam.limit(100);

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(RealtimeSockets.PATH, TAG, "Open a WebSocket")
                        .description("The handshake of RFC 6455; the AsyncAPI document has the frames.")
                        .open()
                        .returnsUpgrade()
                        .fails(400, 426)
                        .handle(RealtimeEndpoints::refuseWithoutHandshake),
                Endpoint.get("/api/v1/events", TAG, "Follow events")
                        .description(
                                "Server-Sent Events, as the AsyncAPI document has them. The header Last-Event-ID, which"
                                        + " browsers send when they connect again, goes before the parameter. A stream ends"
                                        + " after 50 seconds: connect again with the last id, as browsers do by themselves.")
                        .params(AFTER)
                        .returnsStream("text/event-stream")
                        .fails(429, 503)
                        .handle(this::follow),
                Endpoint.get("/api/v1/updates", TAG, "List events")
                        .description(
                                "The same events for clients that ask now and then: go on with the cursor of the answer.")
                        .params(AFTER, LIMIT)
                        .returns(200, UpdatesRead.class)
                        .handle(this::poll),
                Endpoint.get("/asyncapi.json", TAG, "Get the AsyncAPI document")
                        .description("An AsyncAPI 3 document.")
                        .open()
                        .returnsBytes("application/json")
                        .handle(request -> Resource.bytes("/dev/messenger/adapter/http/realtime/asyncapi.json")));
    }

    /** The handshakes themselves never reach an endpoint (rule C19). */
    private static void refuseWithoutHandshake(Request<NoBody> request) {
        boolean isAttempt = "websocket".equalsIgnoreCase(request.header("Upgrade"));
        throw HttpProblem.of(
                        isAttempt ? 400 : 426,
                        isAttempt ? "bad_handshake" : "upgrade_required",
                        "This path is for WebSockets: send 'Connection: Upgrade', 'Upgrade: websocket',"
                                + " 'Sec-WebSocket-Version: 13' and a Sec-WebSocket-Key of 16 bytes in Base64.")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13");
    }

    private UpdatesRead poll(Request<NoBody> request) {
        Realtime.Updates updates = realtime.updates(request.user(), request.get(AFTER), request.get(LIMIT));
        return new UpdatesRead(Mapping.list(updates.updates(), EventRead::of), updates.cursor(), updates.more());
    }

    private ResponseType.StreamWriter follow(Request<NoBody> request) {
        String lastEventId = request.header("Last-Event-ID");
        Long after = lastEventId == null || lastEventId.isEmpty() ? request.get(AFTER) : lastSeen(lastEventId);
        request.responseHeader("X-Accel-Buffering", "no"); // proxies must not delay events
        Connection connection = realtime.open(request.principal(), after);
        try {
            String token = Objects.requireNonNull(AccessCheck.bearerToken(request.header("Authorization")));
            access.check(token); // again, as a revocation does not reach a stream that is not open yet
        } catch (Unauthenticated e) {
            realtime.close(connection);
            throw e;
        }
        return out -> {
            try {
                new ServerSentEvents(out).write(connection.subscription());
            } finally {
                realtime.close(connection);
            }
        };
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
