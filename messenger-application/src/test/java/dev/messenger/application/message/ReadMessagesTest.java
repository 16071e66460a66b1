package dev.messenger.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.shared.Page;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.shared.Forbidden;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadMessagesTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final UserId cleo = world.person("cleo");

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
        assertThatThrownBy(() -> world.messenger().messages().reading().history(eve, new ChatId(1L << 50), null, 10))
                .isInstanceOf(ChatNotFound.class);
    }

    @Test
    @Tag("C13")
    void aMessageIsRenderedOnceForAllButItsSender() {
        ChatView chat = world.group(ann, bob, cleo);
        world.send(ann, chat, "One");
        world.send(ann, chat, "Two");
        List<MessageId> rendered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (UserId reader : List.of(ann, bob, cleo)) {
                page(reader, chat).renderings(view -> {
                    rendered.add(view.message().id());
                    return new byte[0];
                });
            }
            if (i == 0) {
                rendered.clear(); // the first question of all is answered before anything is known to be unchanged
            }
        }

        assertThat(rendered)
                .as("two messages, for the sender and for the others")
                .hasSizeLessThanOrEqualTo(4);
        world.messenger()
                .messages()
                .readStates()
                .update(bob, chat.id(), page(bob, chat).getFirst().message().id(), ReadStates.Progress.READ);
        rendered.clear();
        page(cleo, chat).renderings(view -> {
            rendered.add(view.message().id());
            return new byte[0];
        });
        assertThat(rendered).as("another has read").isEmpty();
        assertThat(page(ann, chat))
                .extracting(MessageView::deliveryStatus)
                .containsExactly(DeliveryStatus.READ, DeliveryStatus.READ);
    }

    @Test
    @Tag("C13")
    void whatIsThereIsNotRenderedAgainWhenMoreComes() {
        ChatView chat = world.group(ann, bob);
        world.send(ann, chat, "One");
        page(bob, chat); // the first question of all
        MessageView one = page(bob, chat).getFirst();
        MessageId next = sent(ann, chat, "Two");

        assertThat(page(bob, chat))
                .extracting(view -> view.message().id())
                .containsExactly(next, one.message().id());
        assertThat(page(bob, chat).get(1)).isSameAs(one);
        sent(ann, chat, "Three");
        MessageId last = sent(ann, chat, "Four");
        world.messenger().messages().editing().edit(ann, last, new MessageText("Edited"));
        assertThat(page(bob, chat).getFirst().message().text()).isEqualTo(new MessageText("Edited"));
        world.messenger().messages().editing().deleteForAll(ann, last);
        world.messenger().messages().editing().deleteForAll(ann, next);
        assertThat(page(bob, chat))
                .extracting(view -> view.message().text())
                .containsExactly(new MessageText("Three"), new MessageText("One"));
    }

    @Test
    @Tag("C13")
    @Tag("M8")
    void eachLooksAtWhatIsKeptInTheirOwnWay() {
        ChatView chat = world.group(ann, bob);
        MessageId first = sent(ann, chat, "First");
        MessageId second = sent(bob, chat, "Second");
        MessageId third = sent(ann, chat, "Third");
        assertSees(ann, chat, third, second);
        assertSees(bob, chat, third, second);

        world.messenger().messages().editing().deleteForMe(bob, third);
        assertSees(bob, chat, second, first);
        assertSees(ann, chat, third, second);
        assertThat(page(ann, chat)).extracting(MessageView::deliveryStatus).containsExactly(DeliveryStatus.SENT, null);
        assertThat(page(bob, chat)).extracting(MessageView::deliveryStatus).containsExactly(DeliveryStatus.SENT, null);

        world.messenger().chats().preferences().clear(bob, chat.id());
        assertSees(bob, chat);
        MessageId fourth = sent(ann, chat, "Fourth");
        assertSees(bob, chat, fourth);
        assertSees(ann, chat, fourth, third);

        world.messenger().chats().membership().remove(ann, chat.id(), bob);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> page(bob, chat)).isInstanceOf(ChatNotFound.class);
            assertSees(ann, chat, fourth, third);
        }
    }

    private MessageId sent(UserId sender, ChatView chat, String text) {
        return world.send(sender, chat, text).message().id();
    }

    private Page<MessageView> page(UserId reader, ChatView chat) {
        return world.messenger().messages().reading().history(reader, chat.id(), null, 2);
    }

    /** Read anew, and again from memory. */
    private void assertSees(UserId reader, ChatView chat, MessageId... expected) {
        for (int i = 0; i < 3; i++) {
            assertThat(page(reader, chat))
                    .extracting(view -> view.message().id())
                    .containsExactly(expected);
        }
    }
}
