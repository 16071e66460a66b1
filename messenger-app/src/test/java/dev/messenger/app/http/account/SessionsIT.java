package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refresh tokens and sessions, and how they end (rules A4 to A7, A12). */
class SessionsIT {

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();

    @Test
    @Tag("A5")
    void refreshHandsOutANewPairThatWorks() {
        JsonNode first = login(server, ann);
        JsonNode second = refresh(server, first).expect(200).json();

        assertThat(second.get("token_type").asString()).isEqualTo("bearer");
        assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
        me(server, second).expect(200);
        refresh(server, second).expect(200);
    }

    @Test
    @Tag("A5")
    void twoTabsThatRefreshAtOnceBothGoOn() {
        JsonNode pair = login(server, ann);
        List<JsonNode> pairs =
                Together.succeed(4, tab -> refresh(server, pair).expect(200).json());

        for (JsonNode each : pairs) {
            me(server, each).expect(200);
            refresh(server, each).expect(200);
        }
    }

    @Test
    @Tag("A5")
    void aTokenThatIsUsedAgainAfterTheGraceEndsTheSession() {
        try (TestServer strict = TestServer.start(Map.of("REFRESH_REUSE_GRACE_SECONDS", "0"))) {
            Person bob = strict.person();
            JsonNode stolen = login(strict, bob);
            JsonNode fresh = refresh(strict, stolen).expect(200).json();

            assertThat(refresh(strict, stolen).expect(401).code()).isEqualTo("token_reused");
            me(strict, fresh).expect(401);
            refresh(strict, fresh).expect(401);
            bob.api().get("/api/v1/auth/me").expect(200);
        }
    }

    @Test
    @Tag("A4")
    @Tag("C5")
    void oneKindOfTokenIsNotTheOther() {
        JsonNode pair = login(server, ann);

        server.api()
                .as(pair.get("refresh_token").asString())
                .get("/api/v1/auth/me")
                .expect(401);
        server.api()
                .post(
                        "/api/v1/auth/refresh",
                        Map.of("refresh_token", pair.get("access_token").asString()))
                .expect(401);
        server.api()
                .post("/api/v1/auth/refresh", Map.of("refresh_token", "nonsense"))
                .expect(401);
        server.api().post("/api/v1/auth/refresh", Map.of()).expect(422);
    }

    @Test
    @Tag("A7")
    void sessionsAreListedNewestFirst() {
        JsonNode second = login(server, ann);
        JsonNode list =
                as(server, second).get("/api/v1/auth/sessions").expect(200).json();

        assertThat(list.values()).hasSize(2);
        assertThat(list.get(0).get("current").asBoolean()).isTrue();
        assertThat(list.get(1).get("current").asBoolean()).isFalse();
        assertThat(list.get(0).propertyNames())
                .containsExactlyInAnyOrder("jti", "created_at", "ip_address", "user_agent", "current", "token_type");
        assertThat(list.get(0).get("token_type").asString()).isEqualTo("refresh");
        assertThat(list.get(0).get("ip_address").asString()).isEqualTo("127.0.0.1");
        assertThat(list.get(0).get("user_agent").asString()).startsWith("Java-http-client");
    }

    @Test
    @Tag("A6")
    void oneSessionIsEndedByItsJtiAtOnce() {
        JsonNode other = login(server, ann);
        String jti = ann.api()
                .get("/api/v1/auth/sessions")
                .expect(200)
                .json()
                .get(0)
                .get("jti")
                .asString();
        Person stranger = server.person();

        stranger.api().delete("/api/v1/auth/sessions/" + jti).expect(404);
        ann.api().delete("/api/v1/auth/sessions/" + UUID.randomUUID()).expect(404);
        ann.api().delete("/api/v1/auth/sessions/none").expect(422);
        me(server, other).expect(200);
        ann.api().delete("/api/v1/auth/sessions/" + jti).expect(204);

        me(server, other).expect(401);
        refresh(server, other).expect(401);
        ann.api().get("/api/v1/auth/me").expect(200);
        ann.api().delete("/api/v1/auth/sessions/" + jti).expect(404);
    }

    @Test
    @Tag("A15")
    void aSessionIsKnownByTheTokensThatItHadLately() {
        JsonNode first = login(server, ann);
        refresh(server, first).expect(200);
        String payload = first.get("refresh_token").asString().split("\\.", -1)[1];
        String jti = JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(payload))
                .get("jti")
                .asString();
        ann.api().delete("/api/v1/auth/sessions/" + jti).expect(204);

        me(server, first).expect(401);
    }

    @Test
    @Tag("A6")
    void allSessionsEndAndANewOneWorksInTheSameSecond() {
        JsonNode other = login(server, ann);
        ann.api().delete("/api/v1/auth/sessions").expect(204);
        JsonNode fresh = login(server, ann);

        ann.api().get("/api/v1/auth/me").expect(401);
        me(server, other).expect(401);
        refresh(server, other).expect(401);
        me(server, fresh).expect(200);
    }

    @Test
    @Tag("A12")
    void logoutEndsTheCallersSessionAlone() {
        JsonNode other = login(server, ann);
        as(server, other).post("/api/v1/auth/logout").expect(204);

        me(server, other).expect(401);
        refresh(server, other).expect(401);
        ann.api().get("/api/v1/auth/me").expect(200);
    }

    @Test
    @Tag("A6")
    @Tag("L2")
    void anEndReachesTheOtherNodeWithinASecondAlsoWithoutRedis() {
        Map<String, String> services = TestServer.freshServices();
        Map<String, String> withoutRedis = Map.of("REDIS_URL", "redis://127.0.0.1:1");
        try (TestServer one = TestServer.start(services, withoutRedis);
                TestServer two = TestServer.start(services, withoutRedis)) {
            Person bob = one.person();
            Api elsewhere = two.api().as(bob.token());
            elsewhere.get("/api/v1/auth/me").expect(200);
            bob.api().post("/api/v1/auth/logout").expect(204);

            bob.api().get("/api/v1/auth/me").expect(401);
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> elsewhere.get("/api/v1/auth/me").status() == 401);
            try (TestServer late = TestServer.start(services, withoutRedis)) {
                late.api().as(bob.token()).get("/api/v1/auth/me").expect(401);
            }
        }
    }

    @Test
    @Tag("L1")
    void refreshIsLimitedBySession() {
        try (TestServer limited = TestServer.start(Map.of("REFRESH_RATE_LIMIT_PER_MINUTE", "2"))) {
            Person bob = limited.person();
            JsonNode pair = login(limited, bob);
            refresh(limited, pair).expect(200);
            refresh(limited, pair).expect(200);

            Api.Response refused = refresh(limited, pair).expect(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            refresh(limited, login(limited, bob)).expect(200);
        }
    }

    private static JsonNode login(TestServer at, Person person) {
        return at.api()
                .post("/api/v1/auth/login", Map.of("email", person.email(), "password", person.password()))
                .expect(200)
                .json();
    }

    private static Api.Response refresh(TestServer at, JsonNode pair) {
        return at.api()
                .post(
                        "/api/v1/auth/refresh",
                        Map.of("refresh_token", pair.get("refresh_token").asString()));
    }

    private static Api as(TestServer at, JsonNode pair) {
        return at.api().as(pair.get("access_token").asString());
    }

    private static Api.Response me(TestServer at, JsonNode pair) {
        return as(at, pair).get("/api/v1/auth/me");
    }
}
