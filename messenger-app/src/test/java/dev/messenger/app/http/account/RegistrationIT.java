package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Registration, also concurrent (rules A1, A2). */
@Tag("A1")
class RegistrationIT {

    private final TestServer server = TestServer.shared();

    @RepeatedTest(3)
    void ofManyWithOneEmailOneRegisters() {
        String email = Unique.name("e") + "@example.com";
        List<Api.Response> answers = Together.succeed(6, number -> register(email, Unique.name("u")));

        assertThat(answers)
                .extracting(Api.Response::status)
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Api.Response::code)
                .containsOnly("email_taken");
    }

    @RepeatedTest(3)
    void ofManyWithOneUsernameOneRegisters() {
        String username = Unique.name("u");
        List<Api.Response> answers =
                Together.succeed(6, number -> register(Unique.name("e") + "@example.com", username));

        assertThat(answers)
                .extracting(Api.Response::status)
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Api.Response::code)
                .containsOnly("username_taken");
    }

    @Test
    @Tag("A2")
    void ofManyWithOneTokenOneVerifies() {
        String email = Unique.name("e") + "@example.com";
        register(email, Unique.name("u")).expect(201);
        String token = server.mailedToken(email);
        List<Integer> answers = Together.succeed(
                4,
                number -> server.api()
                        .post("/api/v1/auth/verify-email", Map.of("token", token))
                        .status());

        assertThat(answers).containsOnly(200, 400).containsOnlyOnce(200);
    }

    @Test
    void namesAreOfAnyScriptAndUsernamesHaveNoLookAlikes() {
        String username = Unique.name("u");
        for (String trick : List.of("аnna", "anna\u200b", "ａｎｎａ", "anna\u0301", "\u202eanna", "ann a", "an.na")) {
            assertThat(register(Unique.name("e") + "@example.com", trick)
                            .expect(422)
                            .json()
                            .get("field")
                            .asString())
                    .as(trick)
                    .isEqualTo("username");
        }
        String name = "مريم 👩🏽‍💻 Мария";
        server.api()
                .post(
                        "/api/v1/auth/register",
                        Map.of(
                                "email",
                                username + "@example.com",
                                "name",
                                name,
                                "username",
                                username,
                                "password",
                                "пароль из слов"))
                .expect(201);
        server.api()
                .post("/api/v1/auth/verify-email", Map.of("token", server.mailedToken(username + "@example.com")))
                .expect(200);
        var me = server.signIn(username, username + "@example.com", "пароль из слов");
        assertThat(me.api()
                        .get("/api/v1/auth/me")
                        .expect(200)
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo(name);
    }

    private Api.Response register(String email, String username) {
        return server.api()
                .post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "name", "Name", "username", username, "password", "correct horse"));
    }
}
