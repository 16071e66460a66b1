package dev.messenger.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a signed-in user does what. */
class RequestLimitsIT {

    private static TestServer server;

    private final Person ann = server.person();
    private final Person bob = server.person();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("READ_RATE_LIMIT_PER_MINUTE", "200", "WRITE_RATE_LIMIT_PER_MINUTE", "100"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("L5")
    void readsAndWritesAreCountedForEachUser() {
        Api.Response read = ann.api().get("/api/v1/chats").expect(200);
        assertThat(header(read, "RateLimit-Policy")).isEqualTo("\"read\";q=200;w=60");
        assertThat(header(read, "RateLimit")).matches("\"read\";r=1\\d\\d;t=\\d+");
        for (int i = 0; i < 100; i++) {
            ann.api().put("/api/v1/chats/0/notifications", Map.of("muted", true));
        }
        Api.Response refused = ann.api().put("/api/v1/chats/0/notifications", Map.of("muted", true));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(header(refused, "RateLimit")).isEqualTo("\"write\";r=0;t=" + header(refused, "Retry-After"));
        ann.api().get("/api/v1/chats").expect(200);
        bob.api()
                .post("/api/v1/chats", Map.of("type", "group", "title", "Goes on"))
                .expect(200);
        ann.api().delete("/api/v1/auth/sessions").expect(204);
    }

    @Test
    @Tag("L6")
    void aFewExportsAnHour() {
        for (int i = 0; i < 5; i++) {
            ann.api().get("/api/v1/users/me/export").expect(200);
        }
        Api.Response refused = ann.api().get("/api/v1/users/me/export").expect(429);

        assertThat(header(refused, "RateLimit-Policy")).isEqualTo("\"read\";q=200;w=60, \"export\";q=5;w=3600");
        assertThat(header(refused, "RateLimit")).contains("\"export\";r=0;t=");
        bob.api().get("/api/v1/users/me/export").expect(200);
    }

    @Test
    @Tag("L6")
    void emailsCannotBeTriedOneAfterTheOther() {
        refusesAfter(
                20,
                "contact-by-email",
                () -> ann.api().post("/api/v1/users/contacts/by-email", Map.of("email", "nobody@example.com")));
    }

    @Test
    @Tag("L6")
    void renamesAreFew() {
        refusesAfter(30, "profile", () -> ann.api().put("/api/v1/users/profile", Map.of("name", "Ann again")));
    }

    @Test
    @Tag("L6")
    void chatsAndMembersAreCounted() {
        refusesAfter(
                60,
                "create-chat",
                () -> ann.api().post("/api/v1/chats", Map.of("type", "private", "member_ids", List.of(bob.id()))));
        refusesAfter(60, "add-member", () -> bob.api().post("/api/v1/chats/0/members", Map.of("user_id", ann.id())));
    }

    @Test
    @Tag("L6")
    void allSearchesCountTogether() {
        for (int i = 0; i < 40; i++) {
            ann.api().get("/api/v1/users/search?query=x").expect(200);
            ann.api().get("/api/v1/chats/discover?limit=1").expect(200);
            ann.api().get("/api/v1/messages/search?query=x").expect(200);
        }
        assertThat(header(ann.api().get("/api/v1/search?query=x").expect(429), "RateLimit"))
                .contains("\"search\";r=0;t=");
    }

    private static void refusesAfter(int permits, String name, Supplier<Api.Response> request) {
        for (int i = 0; i < permits; i++) {
            assertThat(request.get().status()).as("request %d", i + 1).isNotEqualTo(429);
        }
        Api.Response refused = request.get().expect(429);
        assertThat(header(refused, "RateLimit")).contains("\"" + name + "\";r=0;t=");
    }

    private static String header(Api.Response response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
