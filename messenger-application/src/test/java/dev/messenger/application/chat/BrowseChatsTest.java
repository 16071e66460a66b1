package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.messenger.application.World;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.LastMessage;
import dev.messenger.application.chat.port.MyMembership;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.ReadStates;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrowseChatsTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    @Tag("H5")
    void whoHasNoChatHasAnEmptyList() {
        assertThat(list(ann)).isEmpty();
    }

    @Test
    @Tag("H4")
    void countsWhatOthersSentSinceTheLastReading() {
        ChatView chat = world.privateChat(ann, bob);
        world.send(bob, chat, "One");
        MessageView two = world.send(bob, chat, "Two");
        world.send(ann, chat, "Own messages count for nobody but others");
        world.send(bob, chat, "Three");
        assertThat(unread(ann, chat)).isEqualTo(3);
        assertThat(unread(bob, chat)).isEqualTo(1);

        world.messenger()
                .messages()
                .readStates()
                .update(ann, chat.id(), two.message().id(), ReadStates.Progress.DELIVERED);
        assertThat(unread(ann, chat)).as("delivered is not read").isEqualTo(3);
        world.messenger()
                .messages()
                .readStates()
                .update(ann, chat.id(), two.message().id(), ReadStates.Progress.READ);
        assertThat(unread(ann, chat)).as("what came after the one read").isEqualTo(1);
        assertThat(unread(bob, chat)).as("her reading is not his").isEqualTo(1);
    }

    @Test
    @Tag("H4")
    void countsWhatMentionsTheViewer() {
        ChatView chat = world.group(ann, bob);
        world.send(bob, chat, "Nobody in particular");
        MessageView first = world.send(bob, chat, "Hello @ann");
        world.send(bob, chat, "Still there, @ANN?");
        assertThat(mentions(ann, chat)).isEqualTo(2);
        assertThat(mentions(bob, chat)).isZero();

        world.messenger()
                .messages()
                .readStates()
                .update(ann, chat.id(), first.message().id(), ReadStates.Progress.READ);
        assertThat(mentions(ann, chat)).isEqualTo(1);
    }

    @Test
    @Tag("H4")
    void anAnswerDoesNotReadForItsSender() {
        ChatView chat = world.privateChat(ann, bob);
        world.send(bob, chat, "Hello?");
        world.send(ann, chat, "Hello!");

        assertThat(unread(ann, chat)).as("only reading reads").isEqualTo(1);
    }

    @Test
    @Tag("H4")
    void showsTheNewestMessage() {
        ChatView chat = world.privateChat(ann, bob);
        assertThat(world.messenger().chats().browsing().find(ann, chat.id()).lastMessage())
                .isNull();
        world.pass(Duration.ofSeconds(5));
        MessageId hello = world.send(bob, chat, "Hello").message().id();

        assertThat(world.messenger().chats().browsing().find(ann, chat.id()).lastMessage())
                .isEqualTo(new LastMessage(hello, "Hello", MessageType.TEXT, world.now()));
    }

    @Test
    @Tag("H5")
    void theNewestActivityComesFirst() {
        ChatView group = world.group(ann, bob);
        world.pass(Duration.ofSeconds(1));
        ChatView pair = world.privateChat(ann, bob);
        world.pass(Duration.ofSeconds(1));
        ChatView channel = world.channel(ann);
        assertThat(ids(list(ann))).containsExactly(channel.id(), pair.id(), group.id());
        world.pass(Duration.ofSeconds(1));
        world.send(bob, group, "Up");

        assertThat(ids(list(ann))).containsExactly(group.id(), channel.id(), pair.id());
        assertThat(ids(world.messenger().chats().browsing().list(ann, new ChatListQuery(2, null))))
                .containsExactly(group.id(), channel.id());
        assertThat(ids(world.messenger().chats().browsing().list(ann, new ChatListQuery(2, channel.id()))))
                .as("the next page")
                .containsExactly(pair.id());
        assertThat(world.messenger().chats().browsing().list(ann, new ChatListQuery(2, pair.id())))
                .as("behind the last one")
                .isEmpty();
    }

    @Test
    @Tag("H6")
    void aStrangerSeesPublicChatsAlone() {
        UserId eve = world.person("eve");
        ChatView open = world.publicGroup(ann, "open_group");
        ChatView closed = world.group(ann, bob);
        ChatView pair = world.privateChat(ann, bob);
        world.send(ann, open, "For members");
        BrowseChats browse = world.messenger().chats().browsing();

        assertThat(browse.find(eve, open.id()).myRole()).isNull();
        assertThat(browse.find(eve, open.id()).lastMessage())
                .as("messages are for members")
                .isNull();
        assertThatThrownBy(() -> browse.find(eve, closed.id())).isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(() -> browse.find(eve, pair.id())).isInstanceOf(ChatNotFound.class);
        assertThat(list(eve)).as("seeing is not being in").isEmpty();
    }

    @Test
    @Tag("C6")
    void whatMayNotBeSeenAnswersAsWhatDoesNotExist() {
        ChatView closed = world.group(ann);
        BrowseChats browse = world.messenger().chats().browsing();
        Throwable hidden = catchThrowable(() -> browse.find(bob, closed.id()));
        Throwable absent = catchThrowable(() -> browse.find(bob, new ChatId(1L << 50)));

        assertThat(hidden).isInstanceOf(ChatNotFound.class).hasMessage(absent.getMessage());
    }

    @Test
    @Tag("C11")
    void aPublicIdStandsForItsChat() {
        ChatView chat = world.group(ann);
        BrowseChats browse = world.messenger().chats().browsing();

        assertThat(browse.resolve(chat.publicId())).isEqualTo(chat.id());
        assertThatThrownBy(() -> browse.resolve(new PublicId("0".repeat(24)))).isInstanceOf(ChatNotFound.class);
    }

    private List<ChatView> list(UserId user) {
        return world.messenger().chats().browsing().list(user, new ChatListQuery(200, null));
    }

    private static List<ChatId> ids(List<ChatView> page) {
        return page.stream().map(ChatView::id).toList();
    }

    private int unread(UserId user, ChatView chat) {
        return world.messenger().chats().browsing().find(user, chat.id()).unreadCount();
    }

    private int mentions(UserId viewer, ChatView chat) {
        MyMembership mine =
                world.messenger().chats().browsing().find(viewer, chat.id()).mine();
        return mine == null ? 0 : mine.unreadMentions();
    }
}
