package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deletion of an account and export of its data (rule A11). */
@Tag("A11")
class AccountDeletionIT {

    private final TestServer server = TestServer.shared();
    private final Person ann = server.person();
    private final Person bob = server.person();

    @Test
    void aWrongPasswordDeletesNothing() {
        assertThat(delete(Map.of("password", "wrong")).expect(403).code()).isEqualTo("wrong_password");
        delete(Map.of()).expect(422);

        ann.api().get("/api/v1/auth/me").expect(200);
    }

    @Test
    void theSecondFactorIsAskedFor() {
        String secret = ann.api()
                .post("/api/v1/auth/2fa/setup")
                .expect(200)
                .json()
                .get("secret")
                .asString();
        ann.api()
                .post("/api/v1/auth/2fa/enable", Map.of("code", Totp.code(secret, 0)))
                .expect(200);

        assertThat(delete(Map.of("password", ann.password())).expect(403).code())
                .isEqualTo("otp_required");
        assertThat(delete(Map.of("password", ann.password(), "otp_code", "000000"))
                        .expect(403)
                        .code())
                .isEqualTo("otp_invalid");
        delete(Map.of("password", ann.password(), "otp_code", Totp.code(secret, 1)))
                .expect(204);
        ann.api().get("/api/v1/auth/me").expect(401);
    }

    @Test
    void thePersonIsGoneAndTheMessagesStay() {
        long chat = ann.privateChatWith(bob);
        ann.send(chat, "remember me");
        bob.api().post("/api/v1/users/" + ann.id() + "/contacts").expect(204);
        delete(Map.of("password", ann.password())).expect(204);

        ann.api().get("/api/v1/auth/me").expect(401);
        server.api()
                .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", ann.password()))
                .expect(401);
        bob.api().get("/api/v1/users/" + ann.id()).expect(404);
        assertThat(bob.api().get("/api/v1/users/contacts").expect(200).json().values())
                .isEmpty();
        assertThat(bob.api()
                        .get("/api/v1/users/search?query=" + ann.username())
                        .expect(200)
                        .json()
                        .values())
                .isEmpty();
        JsonNode read = bob.api().get("/api/v1/chats/" + chat).expect(200).json();
        assertThat(read.get("display_title").asString()).isEqualTo("Deleted account");
        assertThat(bob.api()
                        .get("/api/v1/messages/" + chat)
                        .expect(200)
                        .json()
                        .get(0)
                        .get("text")
                        .asString())
                .isEqualTo("remember me");
        Person again = server.person(ann.username());
        assertThat(again.id()).as("the names are free").isNotEqualTo(ann.id());
    }

    @Test
    void ownGroupsAreHandedOn() {
        long group = ann.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Heirs", "member_ids", List.of(bob.id())))
                .expect(200)
                .json()
                .get("id")
                .asLong();
        delete(Map.of("password", ann.password())).expect(204);

        JsonNode read = bob.api().get("/api/v1/chats/" + group).expect(200).json();
        assertThat(read.get("my_role").asString()).isEqualTo("owner");
        assertThat(read.get("members_count").asInt()).isEqualTo(1);
    }

    @Test
    void theExportHoldsWhatIsOnesOwn() {
        long chat = ann.privateChatWith(bob);
        for (int i = 0; i < 3; i++) {
            ann.send(chat, "mine \" " + i);
        }
        bob.send(chat, "not mine");
        ann.api().post("/api/v1/users/" + bob.id() + "/contacts").expect(204);
        Api.Response answer = ann.api().get("/api/v1/users/me/export").expect(200);
        JsonNode export = answer.json();

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(export.get("profile").get("email").asString()).isEqualTo(ann.email());
        assertThat(export.get("contacts").get(0).get("id").asLong()).isEqualTo(bob.id());
        assertThat(export.get("sessions").values()).hasSize(1);
        assertThat(export.get("chats").values()).hasSize(1);
        assertThat(export.get("messages").values().stream()
                        .map(message -> message.get("text").asString()))
                .containsExactly("mine \" 0", "mine \" 1", "mine \" 2");
        server.api().get("/api/v1/users/me/export").expect(401);
    }

    private Api.Response delete(Map<String, ?> body) {
        return ann.api()
                .exchange(
                        "DELETE",
                        "/api/v1/users/me",
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(body));
    }
}
