package dev.messenger.adapter.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.server.ClientBounds;
import dev.messenger.adapter.http.server.HttpServer;
import dev.messenger.adapter.http.server.HttpSettings;
import dev.messenger.adapter.http.server.ToyServer;
import dev.messenger.adapter.http.server.TrustedProxies;
import dev.messenger.domain.shared.Unauthenticated;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ApiDocsTest {

    private static HttpServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        client = HttpClient.newHttpClient();
        server = HttpServer.start(
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        Set.of(),
                        TrustedProxies.of(List.of()),
                        Duration.ofSeconds(1),
                        ClientBounds.forHeap(256 << 20, 10_000)),
                new ApiDocs("Empty", "0", Map.of(), List.of()).endpoints(),
                token -> {
                    throw new Unauthenticated("token_invalid", "Sign in.");
                },
                ToyServer.UNLIMITED,
                () -> "id",
                javalin -> {});
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    @Tag("C5")
    void the_document_is_public() throws Exception {
        HttpResponse<String> response = get("/openapi.json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).startsWith("{\"openapi\":\"3.1.");
    }

    @Test
    void the_page_comes_whole_from_this_server_and_runs_no_inline_script() throws Exception {
        HttpResponse<String> page = get("/docs");

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe-eval");
        assertThat(page.body()).doesNotContain("<script>", "onload=", "http:", "https:");
        List<String> files = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(files).hasSize(3);
        for (String file : files) {
            HttpResponse<String> response = get(file);
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(file.endsWith(".css") ? "text/css" : "text/javascript");
        }
    }

    @Test
    void no_other_file_is_given_out() throws Exception {
        for (String file : List.of("/docs/index.html", "/docs/pom.properties", "/docs/x%00", "/docs/")) {
            assertThat(get(file).statusCode()).as(file).isIn(400, 404);
        }
    }
}
