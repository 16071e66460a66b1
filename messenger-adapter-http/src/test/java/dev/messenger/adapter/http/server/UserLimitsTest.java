package dev.messenger.adapter.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.RateLimit;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RateLimited;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The requests of signed-in users are counted. */
@Tag("L5")
class UserLimitsTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-03-08T10:00:00Z"));
    private final Map<String, Integer> rare = new ConcurrentHashMap<>();
    private final ToyServer server = serve(3, 2);

    private ToyServer serve(int reads, int writes) {
        return ToyServer.start(
                ToyServer.settings(Duration.ofSeconds(1)),
                List.of(
                        Endpoint.get("/api/v1/things", "Things", "Read things")
                                .returnsNothing()
                                .handle(request -> {}),
                        Endpoint.post("/api/v1/things", "Things", "Make a thing")
                                .returnsNothing()
                                .handle(request -> {}),
                        Endpoint.get("/api/v1/rare", "Things", "Read a rare thing")
                                .limit(RateLimit.perHour("rare", 1))
                                .returnsNothing()
                                .handle(request -> {}),
                        Endpoint.get("/api/v1/broken", "Things", "Break")
                                .returnsNothing()
                                .handle(request -> {
                                    throw new IllegalStateException("broken");
                                }),
                        Endpoint.post("/api/v1/leave", "Things", "Leave")
                                .uncounted()
                                .returnsNothing()
                                .handle(request -> {}),
                        Endpoint.get("/open", "Things", "Look around")
                                .open()
                                .returnsNothing()
                                .handle(request -> {})),
                new UserLimits(reads, writes, this::countRare, clock));
    }

    private void countRare(UserId user, RateLimit limit) {
        if (rare.merge(user + limit.name(), 1, Integer::sum) > limit.permits()) {
            throw new RateLimited(limit.window());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyCountedResponseTellsTheLimitAndWhatIsLeft() {
        clock.pass(Duration.ofSeconds(20));

        assertThat(limitOf(call("GET", "/api/v1/things"))).isEqualTo("\"read\";q=3;w=60 | \"read\";r=2;t=40");
        assertThat(limitOf(call("HEAD", "/api/v1/things"))).isEqualTo("\"read\";q=3;w=60 | \"read\";r=1;t=40");
        assertThat(limitOf(call("POST", "/api/v1/things"))).isEqualTo("\"write\";q=2;w=60 | \"write\";r=1;t=40");
        HttpResponse<String> failed = call("GET", "/api/v1/broken");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(limitOf(failed)).as("errors too").isEqualTo("\"read\";q=3;w=60 | \"read\";r=0;t=40");
    }

    @Test
    @Tag("C7")
    void whatIsTooMuchIsRefusedUntilItIsTime() {
        call("POST", "/api/v1/things");
        call("POST", "/api/v1/things");
        HttpResponse<String> refused = call("POST", "/api/v1/things");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("61");
        assertThat(ToyServer.json(refused).get("code").asString()).isEqualTo("rate_limited");
        assertThat(ToyServer.json(refused).get("detail").asString())
                .isEqualTo("Rate limit exceeded. Retry in 61 seconds.");
        assertThat(limitOf(refused)).isEqualTo("\"write\";q=2;w=60 | \"write\";r=0;t=61");
        assertThat(call("GET", "/api/v1/things").statusCode()).as("reads go on").isEqualTo(204);
        clock.pass(Duration.ofSeconds(61));
        assertThat(call("POST", "/api/v1/things").statusCode()).isEqualTo(204);
    }

    @Test
    void anotherUserIsNotAffected() {
        for (int i = 0; i < 4; i++) {
            call("GET", "/api/v1/things");
        }

        assertThat(call("GET", "/api/v1/things").statusCode()).isEqualTo(429);
        assertThat(server.callBare("GET", "/api/v1/things", null, "Authorization", "Bearer " + ToyServer.OTHER_TOKEN)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void pathsThatDoNotExistCountToo() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("GET", "/api/v1/nothing").statusCode()).isEqualTo(404);
        }
        assertThat(call("GET", "/api/v1/nothing").statusCode()).isEqualTo(429);
        assertThat(call("PATCH", "/api/v1/things").statusCode()).isEqualTo(405);
        assertThat(call("PATCH", "/api/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(call("PATCH", "/api/v1/things").statusCode()).isEqualTo(429);
    }

    @Test
    void whoDoesTooMuchMayStillLeave() {
        for (int i = 0; i < 3; i++) {
            call("POST", "/api/v1/things");
        }

        HttpResponse<String> left = call("POST", "/api/v1/leave");
        assertThat(left.statusCode()).isEqualTo(204);
        assertThat(left.headers().firstValue("RateLimit")).isEmpty();
        assertThat(call("GET", "/open").headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    @Tag("L6")
    void anEndpointWithALimitOfItsOwnCountsAgainstBoth() {
        HttpResponse<String> first = call("GET", "/api/v1/rare");
        HttpResponse<String> second = call("GET", "/api/v1/rare");

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(limitOf(first)).isEqualTo("\"read\";q=3;w=60, \"rare\";q=1;w=3600 | \"read\";r=2;t=60");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("3600");
        assertThat(limitOf(second))
                .isEqualTo("\"read\";q=3;w=60, \"rare\";q=1;w=3600 | \"read\";r=1;t=60, \"rare\";r=0;t=3600");
        assertThat(call("GET", "/api/v1/things").statusCode()).as("another one").isEqualTo(204);
    }

    @Test
    @Tag("L6")
    void zeroTurnsALimitAndThoseOfItsEndpointsOff() {
        try (ToyServer free = serve(0, 1)) {
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> rare = free.call("GET", "/api/v1/rare", null);
                assertThat(rare.statusCode()).isEqualTo(204);
                assertThat(rare.headers().firstValue("RateLimit")).isEmpty();
            }
            free.call("POST", "/api/v1/things", null);
            assertThat(free.call("POST", "/api/v1/things", null).statusCode())
                    .as("writes count all the same")
                    .isEqualTo(429);
        }
    }

    private HttpResponse<String> call(String method, String path) {
        return server.call(method, path, null);
    }

    private static String limitOf(HttpResponse<String> response) {
        return response.headers().firstValue("RateLimit-Policy").orElse("none") + " | "
                + response.headers().firstValue("RateLimit").orElse("none");
    }
}
