package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("H1")
class CreatePrivateChatsTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    void isListedForBothFromThenOn() {
        ChatView chat = world.privateChat(ann, bob);

        assertThat(chat.displayTitle()).as("the counterpart's name").isEqualTo("Dr. bob");
        assertThat(chat.myRole()).isEqualTo(Role.MEMBER);
        assertThat(chat.membersCount()).isEqualTo(2);
        assertThat(listOf(ann)).containsExactly(chat.id());
        assertThat(listOf(bob)).containsExactly(chat.id());
    }

    @Test
    void isMadeOnceWhoeverAsks() {
        ChatView chat = world.privateChat(ann, bob);

        assertThat(world.privateChat(ann, bob).id()).isEqualTo(chat.id());
        assertThat(world.privateChat(bob, ann).id()).isEqualTo(chat.id());
        assertThat(world.privateChat(bob, ann).publicId()).isEqualTo(chat.publicId());
        assertThat(world.eventsOf(chat.id()))
                .as("others learn of it once")
                .containsExactly(new Event.ChatCreated(chat.id(), ann));
    }

    @Test
    void whenBothSidesAskAtTheSameInstantThereIsOne() {
        List<ChatId> chats = Together.succeed(
                8, number -> (number % 2 == 0 ? world.privateChat(ann, bob) : world.privateChat(bob, ann)).id());

        assertThat(chats).containsOnly(chats.getFirst());
        assertThat(listOf(ann)).hasSize(1);
        assertThat(world.eventsOf(chats.getFirst())).hasSize(1);
    }

    @Test
    void needsExactlyOneOther() {
        UserId cid = world.person("cid");

        assertThatThrownBy(() -> world.privateChat(ann)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> world.privateChat(ann, bob, cid)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> world.privateChat(ann, ann)).isInstanceOf(RuleViolation.class);
        assertThat(world.privateChat(ann, bob, bob).counterpart().id())
                .as("one user named twice is one")
                .isEqualTo(bob);
    }

    @Test
    void needsSomeoneWhoExists() {
        assertThatThrownBy(() -> world.privateChat(ann, new UserId(1L << 50))).isInstanceOf(NotFound.class);
        world.register("dan");
        assertThatThrownBy(() -> world.privateChat(ann, new UserId(bob.value() + 1)))
                .as("who never proved their mailbox is nobody yet")
                .isInstanceOf(NotFound.class);
    }

    @Test
    void isNeverPublic() {
        assertThatThrownBy(() -> create(
                        new CreateChats.Command(ChatType.PRIVATE, null, "handle_of_it", null, true, List.of(bob))))
                .isInstanceOf(RuleViolation.class);
        assertThat(listOf(ann)).as("nothing was made").isEmpty();
    }

    @Test
    void ignoresTitleHandleAndDescription() {
        ChatView chat =
                create(new CreateChats.Command(ChatType.PRIVATE, "", "!", "x".repeat(1_000), false, List.of(bob)));

        assertThat(chat.title()).isNull();
        assertThat(chat.handle()).isNull();
        assertThat(chat.description()).isNull();
    }

    private ChatView create(CreateChats.Command command) {
        return world.messenger().chats().creation().create(ann, command);
    }

    private List<ChatId> listOf(UserId user) {
        return world.messenger().chats().browsing().list(user, new ChatListQuery(200, null)).stream()
                .map(ChatView::id)
                .toList();
    }
}
