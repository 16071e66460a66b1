package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoryIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("M22")
    void pagesForwardSeeEachMessageOnceHoweverMuchIsWrittenMeanwhile() {
        long chat = Talk.group(anna, boris);
        List<Long> oldestFirst = sent(chat, 7);
        List<Long> seen = new ArrayList<>(List.of(oldestFirst.getFirst()));
        List<Long> page = page(chat, "?limit=2&after_id=" + oldestFirst.getFirst());
        while (seen.size() < 7) {
            seen.addAll(page.reversed());
            anna.send(chat, "Meanwhile " + seen.size());
            page = page(chat, "?limit=2&after_id=" + page.getFirst());
        }

        assertThat(seen).isEqualTo(oldestFirst);
    }

    @Test
    @Tag("M22")
    void aPageAroundAMessageHasHalfBeforeItAndHalfAfterIt() {
        long chat = Talk.group(anna, boris);
        List<Long> ids = sent(chat, 7);
        long middle = ids.get(3);

        assertThat(page(chat, "?limit=5&around_id=" + middle))
                .isEqualTo(ids.subList(1, 6).reversed());
        assertThat(page(chat, "?limit=4&around_id=" + middle))
                .isEqualTo(ids.subList(1, 5).reversed());
        assertThat(page(chat, "?limit=1&around_id=" + middle)).containsExactly(middle);
        assertThat(page(chat, "?limit=200&around_id=" + middle)).isEqualTo(ids.reversed());
        Talk.delete(anna, middle, true).expect(204);
        assertThat(page(chat, "?limit=3&around_id=" + middle))
                .as("around what is gone")
                .containsExactly(ids.get(4), ids.get(2), ids.get(1));
    }

    @Test
    @Tag("M22")
    void takesOneBound() {
        long chat = Talk.group(anna, boris);

        for (String two : List.of("before_id=5&after_id=1", "after_id=1&around_id=3", "before_id=5&around_id=3")) {
            Api.Response refused =
                    anna.api().get("/api/v1/messages/" + chat + "?" + two).expect(422);
            assertThat(refused.json().get("detail").asString()).contains("before_id, after_id, around_id");
        }
    }

    @Test
    @Tag("M23")
    void oneMessageIsReadInItsChat() {
        long chat = Talk.group(anna, boris);
        long other = Talk.group(anna, boris);
        long message = anna.send(chat, "One");
        long hidden = anna.send(chat, "Two");
        Talk.delete(boris, hidden, false).expect(204);

        assertThat(boris.api()
                        .get("/api/v1/chats/" + chat + "/messages/" + message)
                        .expect(200)
                        .json())
                .isEqualTo(Talk.history(boris, chat).getFirst());
        boris.api().get("/api/v1/chats/" + chat + "/messages/" + hidden).expect(404);
        anna.api().get("/api/v1/chats/" + chat + "/messages/" + hidden).expect(200);
        boris.api().get("/api/v1/chats/" + other + "/messages/" + message).expect(404);
        server.person()
                .api()
                .get("/api/v1/chats/" + chat + "/messages/" + message)
                .expect(404);
    }

    @Test
    @Tag("C23")
    void aParameterThatTheEndpointDoesNotKnowIsNamed() {
        long chat = Talk.group(anna);

        Api.Response refused =
                anna.api().get("/api/v1/messages/" + chat + "?befor_id=5").expect(422);

        assertThat(refused.json().get("detail").asString())
                .isEqualTo(
                        "befor_id: is no parameter of this endpoint, which takes limit, before_id, after_id, around_id");
        assertThat(anna.api()
                        .get("/api/v1/users/me?verbose")
                        .expect(422)
                        .json()
                        .get("detail")
                        .asString())
                .isEqualTo("verbose: this endpoint takes no query parameters");
        anna.api().get("/api/v1/messages/" + chat + "?&limit=5&").expect(200);
        server.api().get("/verify-email?token=a&utm_source=mail").expect(200);
    }

    private List<Long> page(long chat, String query) {
        return Talk.ids(Talk.list(boris, "/api/v1/messages/" + chat + query));
    }

    private List<Long> sent(long chat, int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(anna.send(chat, "Message " + i));
        }
        return ids;
    }
}
