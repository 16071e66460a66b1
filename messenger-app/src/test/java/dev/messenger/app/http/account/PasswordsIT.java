package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Password reset by mail, password change, and resending the verification mail (rules A2, A8, A12). */
class PasswordsIT {

    private static final String NEW_PASSWORD = "a brand new password";

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();

    @Test
    @Tag("A8")
    void aResetByMailEndsEverySessionAndWorksOnce() {
        String token = resetToken(ann.email());
        reset(token, "short").expect(422);
        reset(token, NEW_PASSWORD).expect(200);

        ann.api().get("/api/v1/auth/me").expect(401);
        login(ann.password()).expect(401);
        login(NEW_PASSWORD).expect(200);
        assertThat(reset(token, "yet another one").expect(400).code()).isEqualTo("invalid_token");
        login(NEW_PASSWORD).expect(200);
    }

    @Test
    @Tag("A8")
    void ofManyAtOnceWithOneTokenOneResets() {
        String token = resetToken(ann.email());
        List<Integer> answers = Together.succeed(
                4, number -> reset(token, NEW_PASSWORD + number).status());

        assertThat(answers).containsOnly(200, 400).containsOnlyOnce(200);
    }

    @Test
    @Tag("A8")
    void aResetVoidsOlderTokens() {
        String older = resetToken(ann.email());
        String newer = anotherResetToken(ann.email(), older);
        reset(newer, NEW_PASSWORD).expect(200);

        reset(older, "yet another one").expect(400);
    }

    @Test
    @Tag("A8")
    void aVerificationTokenResetsNothing() {
        String email = registered();

        reset(server.mailedToken(email), NEW_PASSWORD).expect(400);
    }

    @Test
    @Tag("A8")
    void aResetProvesTheMailbox() {
        String email = registered();
        String verification = server.mailedToken(email);
        reset(anotherResetToken(email, verification), NEW_PASSWORD).expect(200);

        server.api()
                .post("/api/v1/auth/login", Map.of("email", email, "password", NEW_PASSWORD))
                .expect(200);
    }

    @Test
    @Tag("A8")
    void theAnswerTellsNothingOfAccounts() {
        String nobody = Unique.name("nobody") + "@example.com";
        for (String path : List.of("/api/v1/auth/request-password-reset", "/api/v1/auth/resend-verification")) {
            Api.Response known =
                    server.api().post(path, Map.of("email", ann.email())).expect(200);
            Api.Response unknown =
                    server.api().post(path, Map.of("email", nobody)).expect(200);

            assertThat(unknown.body()).isEqualTo(known.body());
            server.api().post(path, Map.of("email", "no address")).expect(422);
        }
    }

    @Test
    @Tag("A2")
    @Tag("A8")
    void theVerificationMailIsSentAgain() {
        String email = registered();
        String first = server.mailedToken(email);
        server.api()
                .post("/api/v1/auth/resend-verification", Map.of("email", email))
                .expect(200);
        await().until(() -> !server.mailedToken(email).equals(first));

        String second = server.mailedToken(email);
        server.api().post("/api/v1/auth/verify-email", Map.of("token", second)).expect(200);
        server.api().post("/api/v1/auth/verify-email", Map.of("token", second)).expect(400);
    }

    @Test
    @Tag("A12")
    void aChangeEndsTheOtherSessions() {
        String other =
                login(ann.password()).expect(200).json().get("access_token").asString();
        Map<String, String> body = Map.of("current_password", ann.password(), "new_password", NEW_PASSWORD);
        assertThat(ann.api()
                        .post(
                                "/api/v1/auth/change-password",
                                Map.of("current_password", "wrong", "new_password", NEW_PASSWORD))
                        .expect(403)
                        .code())
                .isEqualTo("wrong_password");
        ann.api()
                .post(
                        "/api/v1/auth/change-password",
                        Map.of("current_password", ann.password(), "new_password", "short"))
                .expect(422);
        ann.api().post("/api/v1/auth/change-password", body).expect(200);

        ann.api().get("/api/v1/auth/me").expect(200);
        server.api().as(other).get("/api/v1/auth/me").expect(401);
        login(ann.password()).expect(401);
        login(NEW_PASSWORD).expect(200);
        ann.api().post("/api/v1/auth/change-password", body).expect(403);
    }

    @Test
    @Tag("A13")
    void passwordsCannotBeGuessedByWhoIsSignedIn() {
        try (TestServer limited = TestServer.start(Map.of("LOGIN_RATE_LIMIT_PER_MINUTE", "2"))) {
            Person bob = limited.person();
            Map<String, String> guess = Map.of("current_password", "a guess", "new_password", NEW_PASSWORD);
            bob.api().post("/api/v1/auth/change-password", guess).expect(403);
            bob.api().post("/api/v1/auth/change-password", guess).expect(403);

            bob.api().post("/api/v1/auth/change-password", guess).expect(429);
        }
    }

    @Test
    @Tag("L1")
    void mailsAreLimitedByEmail() {
        try (TestServer limited = TestServer.start(Map.of("RESET_RATE_LIMIT_PER_MINUTE", "1"))) {
            Map<String, String> body = Map.of("email", "someone@example.com");
            limited.api().post("/api/v1/auth/request-password-reset", body).expect(200);
            Api.Response refused = limited.api()
                    .post("/api/v1/auth/request-password-reset", body)
                    .expect(429);

            assertThat(refused.json().get("detail").asString())
                    .matches("Rate limit exceeded\\. Retry in \\d+ seconds\\.");
        }
    }

    private String registered() {
        String name = Unique.name("u");
        String email = name + "@example.com";
        server.api()
                .post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "name", name, "username", name, "password", "correct horse"))
                .expect(201);
        return email;
    }

    private String resetToken(String email) {
        return anotherResetToken(email, server.mailedToken(email));
    }

    private String anotherResetToken(String email, String before) {
        server.api()
                .post("/api/v1/auth/request-password-reset", Map.of("email", email))
                .expect(200);
        await().until(() -> !server.mailedToken(email).equals(before));
        return server.mailedToken(email);
    }

    private Api.Response reset(String token, String password) {
        return server.api().post("/api/v1/auth/reset-password", Map.of("token", token, "new_password", password));
    }

    private Api.Response login(String password) {
        return server.api().post("/api/v1/auth/login", Map.of("email", ann.email(), "password", password));
    }
}
