package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.HttpProblem;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.adapter.http.json.Patch;
import dev.messenger.application.account.port.Principal;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidToken;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RateLimited;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import dev.messenger.domain.shared.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server on a free port with endpoints for these tests, and a client for it. */
public final class ToyServer implements AutoCloseable {

    /** The token of {@link #CALLER}. */
    static final String TOKEN = "toy-token";

    /** The token of another user. */
    static final String OTHER_TOKEN = "other-token";

    /** Counts nothing. */
    public static final UserLimits UNLIMITED = new UserLimits(0, 0, (user, limit) -> {}, InstantSource.system());

    static final Principal CALLER = new Principal(new UserId(7), new SessionId(new UUID(0, 7)));

    enum Kind {
        PLAIN_TEXT,
        VOICE
    }

    record Part(String name, long size) {}

    record Toy(
            String text,
            long chatId,
            @Nullable Integer count,
            @Nullable Boolean loud,
            @Nullable Kind kind,
            @Nullable List<Long> ids,
            @Nullable Part part,
            @Nullable Map<String, String> extras,
            @Nullable Instant at,
            Patch<String> title,
            Patch<@Nullable String> bio) {}

    record Seen(String text, @Nullable String nothing, long user, Instant at, Kind kind) {}

    record ToyForm(String text) {}

    record NotReady(String status, boolean db, boolean redis) {}

    static final PathParam<Long> CHAT_ID = PathParam.id("chat_id", id -> id);
    static final PathParam<String> CHAT_REF = PathParam.of(
            "chat_ref",
            new Format<>(
                    "a chat id or a public id of 24 characters",
                    new JsonType.AnyOf(List.of(JsonType.ID, new JsonType.Text(null, "^[A-Z0-9]{24}$"))),
                    ToyServer::chatRef));
    static final QueryParam<Integer> LIMIT = QueryParam.limit(50);
    static final QueryParam<@Nullable Long> BEFORE_ID =
            QueryParam.id("before_id", id -> id).optional();
    static final QueryParam<String> QUERY = QueryParam.text("query").required();
    static final QueryParam<Boolean> FOR_ALL = QueryParam.flag("for_all").orElse(false);
    static final QueryParam<Kind> KIND =
            QueryParam.of("kind", Format.choice(Kind.class)).orElse(Kind.VOICE);

    private static final String TAG = "Toys";
    private static final Instant TIME = Instant.parse("2026-03-08T10:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private ToyServer(HttpServer server) {
        this.server = server;
    }

    static ToyServer start() {
        return start(settings(Duration.ofSeconds(5)), endpoints());
    }

    static ToyServer start(HttpSettings settings, List<Endpoint> endpoints) {
        return start(settings, endpoints, UNLIMITED);
    }

    static ToyServer start(HttpSettings settings, List<Endpoint> endpoints, UserLimits limits) {
        AtomicInteger ids = new AtomicInteger();
        return new ToyServer(HttpServer.start(
                settings, endpoints, ToyServer::check, limits, () -> "made-" + ids.incrementAndGet(), javalin -> {}));
    }

    static HttpSettings settings(Duration stopWithin) {
        return settings(stopWithin, ClientBounds.forHeap(256 << 20, 10_000));
    }

    static HttpSettings settings(Duration stopWithin, ClientBounds clients) {
        return new HttpSettings(
                "127.0.0.1",
                0,
                Set.of("https://chat.example.org"),
                TrustedProxies.of(List.of("127.0.0.1")),
                stopWithin,
                clients);
    }

    private static Principal check(String token) {
        if (token.equals(TOKEN)) {
            return CALLER;
        }
        if (token.equals(OTHER_TOKEN)) {
            return new Principal(new UserId(8), new SessionId(new UUID(0, 8)));
        }
        throw new Unauthenticated("token_invalid", "The access token is not valid. Sign in again.");
    }

    private static String chatRef(String text) {
        if (!text.matches("[1-9][0-9]{0,14}|[A-Z0-9]{24}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** The endpoints; parameters come before the literals that must win over them. */
    static List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(List.of(
                Endpoint.get("/api/v1/toys/{chat_id}", TAG, "Read toys")
                        .params(CHAT_ID, LIMIT, BEFORE_ID, FOR_ALL, KIND)
                        .returns(200, Seen.class)
                        .handle(request -> seen(request.get(CHAT_ID) + " " + request.get(LIMIT) + " "
                                + request.get(BEFORE_ID) + " " + request.get(FOR_ALL) + " " + request.get(KIND))),
                Endpoint.get("/api/v1/toys/search", TAG, "Search toys")
                        .params(QUERY)
                        .returnsList(200, Seen.class)
                        .handle(request -> List.of(seen("search " + request.get(QUERY)))),
                Endpoint.get("/api/v1/chats/{chat_ref}", TAG, "Read a chat")
                        .params(CHAT_REF)
                        .returns(200, Seen.class)
                        .handle(request -> seen(request.get(CHAT_REF))),
                Endpoint.post("/api/v1/toys", TAG, "Make a toy")
                        .body(Toy.class)
                        .returns(201, Seen.class)
                        .handle(request -> seen(request.body().toString())),
                Endpoint.post("/api/v1/toys/poke", TAG, "Poke a toy")
                        .returnsNothing()
                        .handle(request -> {}),
                Endpoint.delete("/api/v1/toys/{chat_id}", TAG, "Delete a toy")
                        .params(CHAT_ID)
                        .returnsNothing()
                        .handle(request -> request.responseHeader("X-Toy", "gone")),
                Endpoint.get("/api/v1/whoami", TAG, "Tell who calls")
                        .returns(200, Seen.class)
                        .handle(request -> new Seen(
                                request.clientAddress(),
                                request.userAgent(),
                                request.user().value(),
                                TIME,
                                Kind.VOICE)),
                Endpoint.post("/api/v1/auth/login", TAG, "Log in")
                        .open()
                        .returns(200, Seen.class)
                        .handle(request -> seen("welcome")),
                Endpoint.get("/health", TAG, "Check health")
                        .open()
                        .returnsNothing()
                        .handle(request -> {}),
                Endpoint.get("/page", TAG, "Show a page")
                        .open()
                        .returnsBytes("text/html; charset=utf-8")
                        .handle(request -> "<p>page</p>".getBytes(StandardCharsets.UTF_8)),
                Endpoint.post("/page", TAG, "Send a form")
                        .open()
                        .form(ToyForm.class)
                        .returnsBytes("text/html; charset=utf-8")
                        .handle(request -> request.body().text().getBytes(StandardCharsets.UTF_8)),
                Endpoint.get("/stream", TAG, "Stream something")
                        .open()
                        .returnsStream("text/plain")
                        .handle(request -> out -> out.write("streamed".getBytes(StandardCharsets.UTF_8))),
                Endpoint.get("/broken-stream", TAG, "Break a stream off")
                        .open()
                        .returnsStream("text/plain")
                        .handle(request -> out -> {
                            out.write("half".getBytes(StandardCharsets.UTF_8));
                            out.flush();
                            throw new IllegalStateException("secret detail");
                        })));
        failing("bad-token", 400, () -> new InvalidToken("token_unknown", "The token is not known."), all);
        failing("stranger", 401, () -> new Unauthenticated("credentials", "Email or password is wrong."), all);
        failing("forbidden", 403, () -> new Forbidden("not_admin", "Only admins may."), all);
        failing("absent", 404, () -> new NotFound("chat_not_found", "There is no such chat."), all);
        failing("conflict", 409, () -> new Conflict("email_taken", "The email is taken."), all);
        failing("invalid", 422, () -> new InvalidValue("username", "must have 3 to 32 characters, has 2"), all);
        failing("rule", 422, () -> new RuleViolation("self", "Not with oneself."), all);
        failing("limited", 429, () -> new RateLimited(Duration.ofMillis(33_400)), all);
        failing("unavailable", 503, () -> new Unavailable("mail_down", "Mail is down. Try again."), all);
        failing("not-ready", 503, () -> HttpProblem.of(503, "not_ready", new NotReady("not_ready", false, true)), all);
        failing("exception", 500, () -> new IllegalStateException("SELECT secret FROM users"), all);
        failing("error", 500, () -> new StackOverflowError("secret detail"), all);
        return all;
    }

    private static void failing(String name, int status, Supplier<Throwable> failure, List<Endpoint> all) {
        all.add(Endpoint.get("/fail/" + name, TAG, "Fail as " + name)
                .open()
                .returnsNothing()
                .fails(status)
                .handle(request -> sneak(failure.get())));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private static Seen seen(String text) {
        return new Seen(text, null, 7, TIME, Kind.PLAIN_TEXT);
    }

    int port() {
        return server.port();
    }

    /** Sends a request with the token; {@code headers} alternates names and values. */
    HttpResponse<String> call(String method, String path, @Nullable String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + TOKEN));
        all.addAll(List.of(headers));
        return callBare(method, path, body, all.toArray(String[]::new));
    }

    /** Sends a request without a token. */
    HttpResponse<String> callBare(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Sends raw bytes; returns everything until the server closes or five seconds pass without a byte. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends raw bytes and returns what the server says, up to {@code end}, its close, or five seconds without a byte. */
    String rawUntil(String end, String request) {
        StringBuilder said = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5000);
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException closed) {
                    // the server does not want all of it
                }
            });
            while (said.indexOf(end) < 0) {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    break;
                }
                said.append((char) read);
            }
        } catch (IOException closed) {
            // what was said until then counts
        }
        return said.toString();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Stops the server but not the client. */
    void closeServer() {
        server.close();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
