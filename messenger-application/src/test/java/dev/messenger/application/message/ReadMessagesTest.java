package dev.messenger.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.Forbidden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadMessagesTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    @Tag("C8")
    void anEmptyChatHasAnEmptyHistory() {
        assertThat(world.history(ann, world.group(ann), null, 50)).isEmpty();
    }

    @Test
    @Tag("C8")
    void pagingSeesEachMessageOnceHoweverMuchIsWrittenMeanwhile() {
        ChatView chat = world.privateChat(ann, bob);
        List<MessageId> newestFirst = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            newestFirst.addFirst(world.send(i % 2 == 0 ? ann : bob, chat, "Message " + i)
                    .message()
                    .id());
        }
        List<MessageId> seen = new ArrayList<>();
        List<MessageId> page = world.history(bob, chat, null, 3);
        while (!page.isEmpty()) {
            seen.addAll(page);
            world.send(ann, chat, "Meanwhile " + seen.size());
            page = world.history(bob, chat, page.getLast(), 3);
        }

        assertThat(seen).containsExactlyElementsOf(newestFirst);
    }

    @Test
    @Tag("H6")
    void onlyMembersRead() {
        UserId eve = world.person("eve");
        ChatView open = world.publicGroup(ann, "open_group");
        ChatView closed = world.group(ann, bob);
        world.send(ann, open, "For members");

        assertThatThrownBy(() -> world.history(eve, open, null, 10))
                .isInstanceOfSatisfying(
                        Forbidden.class, e -> assertThat(e.code()).isEqualTo("not_a_member"));
        assertThatThrownBy(() -> world.history(eve, closed, null, 10)).isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(() -> world.messenger().readMessages().history(eve, new ChatId(1L << 50), null, 10))
                .isInstanceOf(ChatNotFound.class);
    }
}
