package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.NewPeople;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import dev.messenger.testing.Cable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions on two server processes that share a database and a Redis, which may be down (rules A5, A6, L2). */
@Tag("A6")
class TwoProcessesIT {

    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    private static Path folder;

    private static Cable redis;
    private static ServerProcess firstProcess;
    private static ServerProcess secondProcess;
    private static Api second;
    private static NewPeople people;

    /** Whether the servers can reach their Redis. */
    enum Redis {
        UP,
        AWAY
    }

    @BeforeAll
    static void start() {
        Map<String, String> variables = TestServer.environment(TestServer.freshServices(), folder);
        URI url = URI.create(variables.get("REDIS_URL"));
        redis = Cable.to(url);
        redis.pull();
        variables.put("REDIS_URL", url.toString().replace(":" + url.getPort(), ":" + redis.port()));
        firstProcess = ServerProcess.launch(variables);
        variables.put("DATA_DIR", folder.resolve("second").toString());
        secondProcess = ServerProcess.launch(variables);
        people = new NewPeople(firstProcess.awaitReady(), folder);
        second = secondProcess.awaitReady();
    }

    @AfterAll
    static void stop() {
        firstProcess.close();
        secondProcess.close();
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("A5")
    @Tag("L2")
    void aSessionIsGoodOnBothAndItsEndIsKnownOnBoth(Redis state) {
        if (state == Redis.UP) {
            redis.plug();
        }
        int readiness = state == Redis.UP ? 200 : 503;
        for (Api server : List.of(people.api(), second)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.get("/health/ready").status() == readiness);
        }
        try {
            Person ann = people.person();
            logout(ann);
            oneSessionByItsJti(ann);
            refreshingOnBothAtOnce(ann);
            allSessions(ann);
        } finally {
            redis.pull();
        }
    }

    private static void logout(Person ann) {
        JsonNode elsewhere = login(second, ann);
        me(people.api(), elsewhere).expect(200);
        signedIn(people.api(), elsewhere).post("/api/v1/auth/logout").expect(204);

        me(people.api(), elsewhere).expect(401);
        awaitEnd(second, elsewhere);
        refresh(second, elsewhere).expect(401);
        me(second, ann).expect(200);
    }

    private static void oneSessionByItsJti(Person ann) {
        JsonNode elsewhere = login(second, ann);
        String jti = ann.api()
                .get("/api/v1/auth/sessions")
                .expect(200)
                .json()
                .get(0)
                .get("jti")
                .asString();
        ann.api().delete("/api/v1/auth/sessions/" + jti).expect(204);

        me(people.api(), elsewhere).expect(401);
        awaitEnd(second, elsewhere);
        me(second, ann).expect(200);
    }

    /** Two tabs refresh at once, one on each server; both succeed, with one refresh token. */
    private static void refreshingOnBothAtOnce(Person ann) {
        JsonNode pair = login(people.api(), ann);
        List<Api> servers = List.of(people.api(), second);
        List<JsonNode> pairs = Together.succeed(
                2, tab -> refresh(servers.get(tab), pair).expect(200).json());
        for (JsonNode each : pairs) {
            me(people.api(), each).expect(200);
            me(second, each).expect(200);
        }
        assertThat(jti(pairs.get(0))).isEqualTo(jti(pairs.get(1))).isNotEqualTo(jti(pair));
    }

    private static String jti(JsonNode pair) {
        String payload = pair.get("refresh_token").asString().split("\\.", -1)[1];
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(payload))
                .get("jti")
                .asString();
    }

    private static void allSessions(Person ann) {
        JsonNode elsewhere = login(second, ann);
        signedIn(second, elsewhere).delete("/api/v1/auth/sessions").expect(204);
        JsonNode fresh = login(people.api(), ann);

        me(second, elsewhere).expect(401);
        awaitEnd(people.api(), elsewhere);
        await().atMost(WITHIN)
                .pollInterval(POLL)
                .until(() -> ann.api().get("/api/v1/auth/me").status() == 401);
        me(people.api(), fresh).expect(200);
        me(second, fresh).expect(200);
    }

    private static void awaitEnd(Api server, JsonNode pair) {
        await().atMost(WITHIN).pollInterval(POLL).until(() -> me(server, pair).status() == 401);
    }

    private static JsonNode login(Api server, Person person) {
        return server.post("/api/v1/auth/login", Map.of("email", person.email(), "password", person.password()))
                .expect(200)
                .json();
    }

    private static Api.Response refresh(Api server, JsonNode pair) {
        return server.post(
                "/api/v1/auth/refresh",
                Map.of("refresh_token", pair.get("refresh_token").asString()));
    }

    private static Api signedIn(Api server, JsonNode pair) {
        return server.as(pair.get("access_token").asString());
    }

    private static Api.Response me(Api server, JsonNode pair) {
        return signedIn(server, pair).get("/api/v1/auth/me");
    }

    private static Api.Response me(Api server, Person person) {
        return server.as(person.token()).get("/api/v1/auth/me");
    }
}
