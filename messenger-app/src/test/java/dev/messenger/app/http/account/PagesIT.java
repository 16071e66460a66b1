package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.contracts.shared.Unique;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML pages: they work without scripts, and opening one consumes nothing (rule A2). */
@Tag("A2")
class PagesIT {

    private final TestServer server = TestServer.shared();

    @Test
    void anEmailIsConfirmedByAForm() {
        String name = Unique.name("u");
        String email = name + "@example.com";
        server.api()
                .post(
                        "/api/v1/auth/register",
                        Map.of("email", email, "name", name, "username", name, "password", "correct horse"))
                .expect(201);
        String token = server.mailedToken(email);
        for (int i = 0; i < 2; i++) {
            assertThat(open("/verify-email?token=" + token).body())
                    .contains("method=\"post\" action=\"/verify-email\"")
                    .contains("value=\"" + token + "\"");
        }
        assertThat(send("/verify-email", Map.of("token", token)).expect(200).body())
                .contains("confirmed");

        server.api()
                .post("/api/v1/auth/login", Map.of("email", email, "password", "correct horse"))
                .expect(200);
        assertThat(send("/verify-email", Map.of("token", token)).expect(200).body())
                .contains("did not work");
    }

    @Test
    void aPasswordIsResetByAForm() {
        Person ann = server.person();
        String before = server.mailedToken(ann.email());
        server.api()
                .post("/api/v1/auth/request-password-reset", Map.of("email", ann.email()))
                .expect(200);
        Awaitility.await().until(() -> !server.mailedToken(ann.email()).equals(before));
        String token = server.mailedToken(ann.email());
        assertThat(open("/reset-password?token=" + token).body()).contains("name=\"new_password\"");

        assertThat(send("/reset-password", Map.of("token", token, "new_password", "short"))
                        .expect(200)
                        .body())
                .contains("8 to 128");
        send("/reset-password", Map.of("token", token, "new_password", "grüße & mehr = gut"))
                .expect(200);
        server.api()
                .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", "grüße & mehr = gut"))
                .expect(200);
    }

    @Test
    @Tag("A21")
    void aChangeIsTakenBackByAForm() {
        Person ann = server.person();
        ann.api()
                .post(
                        "/api/v1/auth/change-password",
                        Map.of("current_password", ann.password(), "new_password", "a thief's password"))
                .expect(200);
        Awaitility.await().until(() -> !server.undoTokens(ann.email()).isEmpty());
        String token = server.undoTokens(ann.email()).getFirst();
        for (int i = 0; i < 2; i++) {
            assertThat(open("/undo?token=" + token).body())
                    .contains("method=\"post\" action=\"/undo\"")
                    .contains("value=\"" + token + "\"");
        }
        ann.api().get("/api/v1/auth/me").expect(200);
        assertThat(send("/undo", Map.of("token", token)).expect(200).body()).contains("taken back");

        ann.api().get("/api/v1/auth/me").expect(401);
        server.api()
                .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", "a thief's password"))
                .expect(401);
        assertThat(send("/undo", Map.of("token", token)).expect(200).body()).contains("did not work");
    }

    @Test
    @Tag("H8")
    void aChatIsJoinedByAForm() {
        Person ann = server.person();
        Person bob = server.person();
        long group = ann.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "<Friends>"))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        String token = ann.api()
                .post("/api/v1/chats/" + group + "/invite-link")
                .expect(200)
                .json()
                .get("token")
                .asString();
        assertThat(open("/join?token=" + token).body()).contains(token);
        assertThat(send("/join", Map.of("token", token, "email", bob.email(), "password", "wrong"))
                        .expect(200)
                        .body())
                .contains("did not work");
        assertThat(send("/join", Map.of("token", token, "email", bob.email(), "password", bob.password()))
                        .expect(200)
                        .body())
                .contains("&lt;Friends&gt;");

        bob.api().get("/api/v1/chats/" + group).expect(200);
        assertThat(bob.api().get("/api/v1/auth/sessions").json().values())
                .as("the session of the form is over")
                .hasSize(1);
    }

    @Test
    @Tag("C20")
    void aFormThatFailedIsThereAgainAndSaysWhatToDo() {
        Person ann = server.person();
        String used = server.mailedToken(ann.email());

        assertThat(send("/verify-email", Map.of("token", used)).expect(200).body())
                .contains("ask for a new mail", "action=\"/verify-email\"", "value=\"" + used + "\"");
        assertThat(send("/reset-password", Map.of("token", "spent", "new_password", "correct horse"))
                        .expect(200)
                        .body())
                .contains("Ask for a new mail", "value=\"spent\"", "name=\"new_password\"")
                .doesNotContain("correct horse");
        assertThat(send("/reset-password", Map.of("token", "spent", "new_password", "short"))
                        .expect(200)
                        .body())
                .contains("New password: must have 8 to 128", "value=\"spent\"", "name=\"new_password\"");
    }

    @Test
    @Tag("C20")
    void whoMistypesAPasswordTypesThePasswordAlone() {
        Person ann = server.person();

        String page = send("/join", Map.of("token", "invite", "email", ann.email(), "password", "a wrong one"))
                .expect(200)
                .body();

        assertThat(page)
                .contains("Email or password is wrong.", "value=\"invite\"", "value=\"" + ann.email() + "\"")
                .doesNotContain("a wrong one");
        assertThat(send("/join", Map.of("token", "invite", "email", ann.email(), "password", ann.password()))
                        .expect(200)
                        .body())
                .contains("Ask the person who invited you for a new link.", "value=\"" + ann.email() + "\"");
        assertThat(send("/join", Map.of("token", "\"><b>", "email", "\"><i>", "password", "x"))
                        .expect(200)
                        .body())
                .as("what was entered is never markup")
                .doesNotContain("<b>", "<i>");
    }

    @Test
    void whatComesInAnAddressIsNeverMarkup() {
        String page = open("/verify-email?token=" + encoded("\"><script>alert(1)</script>"))
                .body();

        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    }

    @Test
    @Tag("H8")
    void aTitleFromRightToLeftDoesNotTurnThePageRound() {
        Person ann = server.person();
        Person bob = server.person();
        String title = "أصدقاء 👩🏽‍💻 Друзья";
        long group = ann.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", title))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        String token = ann.api()
                .post("/api/v1/chats/" + group + "/invite-link")
                .expect(200)
                .json()
                .get("token")
                .asString();

        assertThat(send("/join", Map.of("token", token, "email", bob.email(), "password", bob.password()))
                        .body())
                .contains("<meta charset=\"utf-8\">")
                .contains("&quot;\u2068" + title + "\u2069&quot;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify-email", "/reset-password", "/undo", "/join"})
    void thePolicyForbidsAllButTheStyleAndTheForm(String path) {
        Map<String, String> fields =
                Map.of("token", "none", "new_password", "correct horse", "email", "no@example.com", "password", "x");
        for (Api.Response page :
                List.of(open(path + "?token=none"), send(path, fields).expect(200))) {
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).matches("text/html; ?charset=utf-8"));
            assertThat(page.headers().allValues("Content-Security-Policy"))
                    .singleElement()
                    .satisfies(policy -> assertThat(policy)
                            .matches("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; form-action 'self';"
                                    + " base-uri 'none'; frame-ancestors 'none'"));
            assertThat(page.body())
                    .as("works without scripts, and loads nothing")
                    .doesNotContainPattern("(?i)<script|<link|<img|<iframe|javascript:|\\son[a-z]+=|\\sstyle=")
                    .contains("<html lang=\"en\">", "<main>", "<h1>");
        }
    }

    @Test
    @Tag("A16")
    @Tag("C3")
    void aPageTakesFormsAndNothingElse() {
        assertThat(server.api()
                        .post("/verify-email", Map.of("token", "x"))
                        .expect(415)
                        .code())
                .isEqualTo("unsupported_media_type");
        send("/verify-email", Map.of()).expect(422);
    }

    private Api.Response open(String path) {
        return server.api().get(path).expect(200);
    }

    private Api.Response send(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return Api.send(server.api()
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
