package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ThreadAndSearchIT {

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @Test
    @Tag("M9")
    void aThreadIsBreadthFirstEachLevelById() {
        long chat = Talk.group(anna, boris);
        long root = anna.send(chat, "root");
        long a = Talk.reply(anna, chat, "a", root);
        long b = Talk.reply(boris, chat, "b", root);
        long underB = Talk.reply(anna, chat, "under b", b);
        long underA = Talk.reply(anna, chat, "under a", a);
        long deep = Talk.reply(boris, chat, "deep", underB);
        long late = Talk.reply(boris, chat, "late", root);
        anna.send(chat, "elsewhere");

        assertThat(Talk.thread(boris, root, 100)).containsExactly(root, a, b, late, underB, underA, deep);
        assertThat(Talk.thread(boris, root, 4)).containsExactly(root, a, b, late);
        assertThat(Talk.thread(boris, root, 5)).containsExactly(root, a, b, late, underB);
        assertThat(Talk.thread(boris, root, 1)).containsExactly(root);
        assertThat(Talk.thread(boris, b, 100)).containsExactly(b, underB, deep);
        server.person().api().get("/api/v1/messages/" + root + "/thread").expect(404);
        anna.api().get("/api/v1/messages/" + root + "/thread?limit=0").expect(422);
    }

    @Test
    @Tag("M9")
    void theWalkGoesOnThroughWhatIsDeletedOrHidden() {
        long chat = Talk.group(anna, boris);
        long root = anna.send(chat, "root");
        long deleted = Talk.reply(anna, chat, "deleted", root);
        long under = Talk.reply(boris, chat, "under", deleted);
        long hidden = Talk.reply(anna, chat, "hidden", root);
        long underHidden = Talk.reply(anna, chat, "under hidden", hidden);
        Talk.delete(anna, deleted, true).expect(204);
        Talk.delete(boris, hidden, false).expect(204);

        assertThat(Talk.thread(boris, root, 100)).containsExactly(root, under, underHidden);
        assertThat(Talk.thread(boris, root, 2)).containsExactly(root, under);
        assertThat(Talk.thread(anna, root, 100)).containsExactly(root, hidden, under, underHidden);
    }

    @Test
    @Tag("M12")
    void findsWordsAndPartsOfWordsInAnyScript() {
        long chat = Talk.group(anna, boris);
        long latin = anna.send(chat, "Wonderful Café 100% a_b back\\slash");
        long russian = anna.send(chat, "Привет, Мир");
        long chinese = anna.send(chat, "今天你好世界");
        long arabic = anna.send(chat, "مرحبا بالعالم");
        long quoted = anna.send(chat, "it's 'quoted' & |odd| :* !");

        for (String query : List.of("wonder", "DERF", "CAFÉ", "0%", "a_b", "k\\s", "café wonderful", "on")) {
            assertThat(Talk.search(boris, query, "")).as(query).containsExactly(latin);
        }
        for (String query : List.of("привет", "ИВЕ", "мир", "ми")) {
            assertThat(Talk.search(boris, query, "")).as(query).containsExactly(russian);
        }
        assertThat(Talk.search(boris, "你好", "")).containsExactly(chinese);
        assertThat(Talk.search(boris, "好世界", "")).containsExactly(chinese);
        assertThat(Talk.search(boris, "حبا", "")).containsExactly(arabic);
        assertThat(Talk.search(boris, "'quoted'", "")).containsExactly(quoted);
        assertThat(Talk.search(boris, "& |o", "")).containsExactly(quoted);
        for (String query : List.of("wonderless", "9%", "axb", "", " ", "a", "你", "' or 1=1 --", "% %")) {
            assertThat(Talk.search(boris, query, "")).as(query).isEmpty();
        }
    }

    @Test
    @Tag("M12")
    @Tag("C8")
    void isNewestFirstAndPaged() {
        long chat = Talk.group(anna, boris);
        long other = Talk.group(anna);
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.addFirst(anna.send(i % 2 == 0 ? chat : other, "pistachio " + i));
        }

        assertThat(Talk.search(anna, "pistachio", "")).containsExactlyElementsOf(sent);
        assertThat(Talk.search(anna, "pistachio", "&limit=3")).containsExactlyElementsOf(sent.subList(0, 3));
        assertThat(Talk.search(anna, "pistachio", "&limit=3&before_id=" + sent.get(2)))
                .containsExactlyElementsOf(sent.subList(3, 6));
        assertThat(Talk.search(anna, "pistachio", "&chat_id=" + other)).hasSize(3);
        assertThat(Talk.search(boris, "pistachio", "")).hasSize(4);
    }

    @Test
    @Tag("M12")
    void findsWhatTheCallerCanSeeAlone() {
        long chat = Talk.group(anna);
        anna.send(chat, "persimmon");
        Person stranger = server.person();

        assertThat(Talk.search(stranger, "persimmon", "")).isEmpty();
        stranger.api()
                .get("/api/v1/messages/search?query=persimmon&chat_id=" + chat)
                .expect(404);
        anna.api().get("/api/v1/messages/search?query=x&limit=201").expect(422);
    }

    @Test
    @Tag("M12")
    void findsTheEditedTextAndNotTheOneBefore() {
        long chat = Talk.group(anna);
        long message = anna.send(chat, "before tangerine");
        Talk.edit(anna, message, "after clementine").expect(200);

        assertThat(Talk.search(anna, "tangerine", "")).isEmpty();
        assertThat(Talk.search(anna, "clementine", "")).containsExactly(message);
    }
}
