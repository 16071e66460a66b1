package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that lets an address send three requests a minute without a token. */
@Tag("L4")
class AnonymousRequestsTest {

    private static final String BODY = "{\"text\":\"a\"}";

    private final ToyServer server = ToyServer.start(
            ToyServer.settings(
                    Duration.ofSeconds(1),
                    ClientBounds.forHeap(256 << 20, 10_000).withLimits(0, 0, 3)),
            List.of(
                    Endpoint.post("/open", "T", "Take a note")
                            .open()
                            .body(Note.class)
                            .returnsNothing()
                            .handle(request -> {}),
                    Endpoint.get("/open", "T", "Read a note")
                            .open()
                            .returnsNothing()
                            .handle(request -> {}),
                    Endpoint.post("/closed", "T", "Take a note of somebody")
                            .body(Note.class)
                            .returnsNothing()
                            .handle(request -> {})));

    record Note(String text) {}

    @AfterEach
    void stop() {
        server.close();
    }

    private int post(String path, String... headers) {
        return server.callBare("POST", path, BODY, headers).statusCode();
    }

    @Test
    @Tag("C7")
    void an_address_that_sends_too_many_is_429_before_its_body_is_read() {
        for (int i = 0; i < 3; i++) {
            assertThat(post("/open")).isEqualTo(204);
        }

        String refusal =
                server.rawUntil("rate_limited", "POST /open HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\n\r\n");

        assertThat(refusal).startsWith("HTTP/1.1 429").contains("Retry-After: 20");
    }

    @Test
    void other_addresses_and_other_requests_are_not_concerned() {
        for (int i = 0; i < 4; i++) {
            post("/open", "X-Forwarded-For", "192.0.2.1");
        }

        assertThat(post("/open", "X-Forwarded-For", "192.0.2.1")).isEqualTo(429);
        assertThat(post("/open", "X-Forwarded-For", "192.0.2.2")).isEqualTo(204);
        assertThat(server.callBare("GET", "/open", null, "X-Forwarded-For", "192.0.2.1")
                        .statusCode())
                .isEqualTo(204);
        assertThat(post("/closed", "X-Forwarded-For", "192.0.2.1")).isEqualTo(401);
        assertThat(server.call("POST", "/closed", BODY, "X-Forwarded-For", "192.0.2.1")
                        .statusCode())
                .isEqualTo(204);
    }
}
