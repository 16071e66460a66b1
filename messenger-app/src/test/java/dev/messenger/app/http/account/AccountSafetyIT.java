package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Guessed codes, stolen tokens and passwords, and attackers who registered first, over HTTP (rules A19 to A22). */
class AccountSafetyIT {

    private static final Map<String, String> BEHIND_A_PROXY = Map.of("TRUSTED_PROXIES", "127.0.0.1");

    @Test
    @Tag("A19")
    void guessedCodesPauseForAllButADeviceThatSignedInBefore() {
        try (TestServer server = TestServer.start(BEHIND_A_PROXY)) {
            Person ann = server.person();
            String secret = enable(ann);
            for (int i = 0; i < 5; i++) {
                assertThat(login(server, ann, "203.0.113." + i, "000000")
                                .expect(401)
                                .code())
                        .isEqualTo("otp_invalid");
            }
            Api.Response paused = login(server, ann, "203.0.113.9", "000000").expect(429);

            assertThat(paused.code()).isEqualTo("rate_limited");
            assertThat(paused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
            login(server, ann, "127.0.0.1", Totp.code(secret, 1)).expect(200);
            await().untilAsserted(
                            () -> assertThat(server.newestMail(ann.email())).contains("wrong codes"));
        }
    }

    @Test
    @Tag("A19")
    void ofManyGuessesAtOnceFiveAreChecked() {
        try (TestServer server = TestServer.start(BEHIND_A_PROXY)) {
            Person ann = server.person();
            enable(ann);
            List<Integer> answers = Together.succeed(
                    20,
                    number ->
                            login(server, ann, "203.0.113." + number, "000000").status());

            assertThat(answers).containsOnly(401, 429);
            assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
        }
    }

    @Test
    @Tag("A20")
    void anOperatorMayDemandThePassword() {
        try (TestServer server = TestServer.start(Map.of("REQUIRE_PASSWORD_FOR_2FA", "true"))) {
            Person ann = server.person();
            assertThat(ann.api().post("/api/v1/auth/2fa/setup").expect(422).code())
                    .isEqualTo("password_required");
            assertThat(setup(ann, "a guess").expect(403).code()).isEqualTo("wrong_password");
            String secret =
                    setup(ann, ann.password()).expect(200).json().get("secret").asString();
            Map<String, String> code = Map.of("code", Totp.code(secret, 0));
            assertThat(ann.api()
                            .post("/api/v1/auth/2fa/enable", code)
                            .expect(422)
                            .code())
                    .isEqualTo("password_required");
            ann.api()
                    .post("/api/v1/auth/2fa/enable", with(code, "password", ann.password()))
                    .expect(200);
            Map<String, String> next = Map.of("code", Totp.code(secret, 1));
            assertThat(ann.api()
                            .post("/api/v1/auth/2fa/recovery-codes", next)
                            .expect(422)
                            .code())
                    .isEqualTo("password_required");

            ann.api()
                    .post("/api/v1/auth/2fa/recovery-codes", with(next, "password", ann.password()))
                    .expect(200);
        }
    }

    @Test
    @Tag("A20")
    void withoutThatDemandAPasswordIsCheckedAllTheSame() {
        Person ann = TestServer.shared().person();
        assertThat(setup(ann, "a guess").expect(403).code()).isEqualTo("wrong_password");
        setup(ann, ann.password()).expect(200);
        ann.api().post("/api/v1/auth/2fa/setup", Map.of()).expect(200);
        ann.api().post("/api/v1/auth/2fa/setup").expect(200);

        assertThat(ann.api()
                        .exchange("POST", "/api/v1/auth/2fa/setup", "no json")
                        .expect(400)
                        .code())
                .isEqualTo("malformed_json");
    }

    @Test
    @Tag("A21")
    void aMailTellsOfChangesAndItsLinkTakesThemBack() {
        TestServer server = TestServer.shared();
        Person ann = server.person();
        enable(ann);
        await().until(() -> !server.undoTokens(ann.email()).isEmpty());
        String token = server.undoTokens(ann.email()).getFirst();
        assertThat(server.newestMail(ann.email()))
                .contains("two-factor authentication was switched on, from 127.0.0.1")
                .contains("UTC")
                .contains("Java-http-client/");
        JsonNode undone = undo(server, token).expect(200).json();

        assertThat(undone.get("password_reset").asBoolean()).isFalse();
        assertThat(undone.get("message").asString()).contains("taken back");
        ann.api().get("/api/v1/auth/me").expect(401);
        login(server, ann, "127.0.0.1", null).expect(200);
        assertThat(undo(server, token).expect(400).code()).isEqualTo("invalid_token");
    }

    @Test
    @Tag("A21")
    void ofManyWithOneLinkOneTakesBack() {
        TestServer server = TestServer.shared();
        Person ann = server.person();
        enable(ann);
        await().until(() -> !server.undoTokens(ann.email()).isEmpty());
        String token = server.undoTokens(ann.email()).getFirst();

        assertThat(Together.succeed(4, number -> undo(server, token).status()))
                .containsOnly(200, 400)
                .containsOnlyOnce(200);
    }

    @Test
    @Tag("A21")
    void afterASignInFromElsewhereThePasswordIsChosenAnew() {
        try (TestServer server = TestServer.start(BEHIND_A_PROXY)) {
            Person ann = server.person();
            String verification = server.mailedToken(ann.email());
            String stolen = login(server, ann, "2001:db8:1:2::7", null)
                    .expect(200)
                    .json()
                    .get("access_token")
                    .asString();
            login(server, ann, "2001:db8:1:2::8", null).expect(200);
            await().until(() -> !server.undoTokens(ann.email()).isEmpty());
            assertThat(server.undoTokens(ann.email())).as("of one network").hasSize(1);
            assertThat(undo(server, server.undoTokens(ann.email()).getFirst())
                            .expect(200)
                            .json()
                            .get("password_reset")
                            .asBoolean())
                    .isTrue();

            server.api().as(stolen).get("/api/v1/auth/me").expect(401);
            login(server, ann, "127.0.0.1", null).expect(401);
            await().until(() -> !server.mailedToken(ann.email()).equals(verification));
            server.api()
                    .post(
                            "/api/v1/auth/reset-password",
                            Map.of("token", server.mailedToken(ann.email()), "new_password", "a new password"))
                    .expect(200);
            server.api()
                    .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", "a new password"))
                    .expect(200);
        }
    }

    @Test
    @Tag("A11")
    @Tag("A21")
    void theExportHoldsNetworksAndChanges() {
        Person ann = TestServer.shared().person();
        enable(ann);
        JsonNode export = ann.api().get("/api/v1/users/me/export").expect(200).json();

        assertThat(export.get("networks").get(0).get("network").asString()).isEqualTo("127.0.0.1");
        assertThat(export.get("account_changes").get(0).get("kind").asString()).isEqualTo("two_factor_enabled");
        assertThat(export.get("account_changes").get(0).get("ip_address").asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    @Tag("A22")
    void theFirstProofOfAMailboxEndsWhatAnAttackerMadeBefore() {
        try (TestServer server = TestServer.start(Map.of("REQUIRE_VERIFIED_EMAIL", "false"))) {
            String name = Unique.name("u");
            String email = name + "@example.com";
            server.api()
                    .post(
                            "/api/v1/auth/register",
                            Map.of("email", email, "name", name, "username", name, "password", "thief's password"))
                    .expect(201);
            Person thief = server.signIn(name, email, "thief's password");
            enable(thief);
            server.api()
                    .post("/api/v1/auth/verify-email", Map.of("token", server.mailedToken(email)))
                    .expect(200);

            thief.api().get("/api/v1/auth/me").expect(401);
            await().untilAsserted(() -> assertThat(server.newestMail(email)).contains("mailbox was confirmed"));
            undo(server, server.undoTokens(email).getFirst()).expect(200);
            server.api()
                    .post("/api/v1/auth/login", Map.of("email", email, "password", "thief's password"))
                    .expect(401);
        }
    }

    private static String enable(Person person) {
        String secret = person.api()
                .post("/api/v1/auth/2fa/setup")
                .expect(200)
                .json()
                .get("secret")
                .asString();
        person.api()
                .post("/api/v1/auth/2fa/enable", Map.of("code", Totp.code(secret, 0)))
                .expect(200);
        return secret;
    }

    private static Api.Response setup(Person person, String password) {
        return person.api().post("/api/v1/auth/2fa/setup", Map.of("password", password));
    }

    private static Api.Response undo(TestServer server, String token) {
        return server.api().post("/api/v1/auth/undo", Map.of("token", token));
    }

    private static Api.Response login(TestServer server, Person person, String address, @Nullable String code) {
        Map<String, String> body = Map.of("email", person.email(), "password", person.password());
        return Api.send(server.api()
                .request("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(code == null ? body : with(body, "otp_code", code)))));
    }

    private static Map<String, String> with(Map<String, String> body, String key, String value) {
        Map<String, String> more = new HashMap<>(body);
        more.put(key, value);
        return more;
    }
}
