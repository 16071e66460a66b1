package dev.messenger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP API that shares no code with the server. Thread-safe. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        // below the idle timeout of the server, which else may close the connection under a request
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final @Nullable String token;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public Api(URI base) {
        this(base, null);
    }

    private Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The address of the server. */
    public URI base() {
        return base;
    }

    /** The same API, signed in. */
    public Api as(String accessToken) {
        return new Api(base, accessToken);
    }

    /** A response. */
    public record Response(int status, HttpHeaders headers, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** The {@code code} of an error. */
        public String code() {
            return json().path("code").asString("");
        }

        /** This response if it has the expected status; otherwise an error that shows the response. */
        public Response expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + ", got " + status + ": " + body);
            }
            return this;
        }
    }

    public Response get(String path) {
        return send(request(path).GET());
    }

    public Response post(String path, Map<String, ?> body) {
        return exchange("POST", path, JSON.writeValueAsString(body));
    }

    public Response post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Response put(String path, Map<String, ?> body) {
        return exchange("PUT", path, JSON.writeValueAsString(body));
    }

    public Response patch(String path, Map<String, ?> body) {
        return exchange("PATCH", path, JSON.writeValueAsString(body));
    }

    public Response delete(String path) {
        return send(request(path).DELETE());
    }

    /** Sends {@code body} unchanged, declared as JSON. */
    public Response exchange(String method, String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    /** A request builder with the token of this client. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** Sends any request. */
    public static Response send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
