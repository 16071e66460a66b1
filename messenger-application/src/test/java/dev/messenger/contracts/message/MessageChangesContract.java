package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostingFacts.EarlierMessage;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes of stored messages: edits and deletions (rules M6 to M8). */
@Tag("M8")
@PortContract(MessageChanges.class)
public interface MessageChangesContract extends StoreContract {

    @Test
    default void nobodyLocksWhatTheyCannotSee() {
        UserId sender = user();
        MessageId message = send(group(sender), sender, "For members");

        assertThat(lock(message, user())).as("by a stranger").isEmpty();
        assertThat(lock(MessagesContract.NOTHING, sender))
                .as("what is not there")
                .isEmpty();
    }

    @Test
    default void aLockedMessageIsAsTheViewerSeesIt() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello");
        LockedMessage locked = lock(message, member).orElseThrow();

        assertThat(locked.message())
                .isEqualTo(store().message().messages().find(message, member).orElseThrow());
        assertThat(locked.right().standing()).isEqualTo(new Standing(ChatType.GROUP, false, Role.MEMBER));
        assertThat(locked.isForward()).isFalse();
    }

    @Test
    @Tag("M7")
    default void anEditReplacesTextAndTimeOfChangeAlone() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "Before");
        MessageId other = send(chat, sender, "Another");
        StoredMessage before = stored(message, sender);
        edit(message, sender, "After  ", NOW.plusSeconds(7));

        assertThat(stored(message, sender))
                .isEqualTo(new StoredMessage(
                        message,
                        chat,
                        sender,
                        null,
                        null,
                        before.type(),
                        new MessageText("After  "),
                        List.of(),
                        NOW,
                        NOW.plusSeconds(7)));
        assertThat(stored(other, sender).text()).isEqualTo(new MessageText("Another"));
    }

    @Test
    @Tag("M2")
    default void aClientIdStillStandsForWhatWasSentBeforeAnyEdit() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage sent = text(chat, sender, "First", "client-1", null);
        MessageId message = send(sent).message().id();
        edit(message, sender, "Second", NOW.plusSeconds(1));
        edit(message, sender, "Third", NOW.plusSeconds(2));
        EarlierMessage earlier = factsAbout(sent).earlier();

        assertThat(earlier.hasSameContent()).as("what was sent").isTrue();
        assertThat(earlier.message().message().text()).as("as it is now").isEqualTo(new MessageText("Third"));
        assertThat(factsAbout(text(chat, sender, "Third", "client-1", null))
                        .earlier()
                        .hasSameContent())
                .as("the edit was not sent")
                .isFalse();
    }

    @Test
    @Tag("M6")
    default void mentionsFollowTheText() {
        UserId sender = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(sender, one, other);
        MessageId message = send(chat, sender, "Hello @" + username(one));
        assertThat(mentions(chat, one)).isEqualTo(1);
        edit(message, sender, "Hello @" + username(other), NOW);

        assertThat(mentions(chat, one)).as("edited out").isZero();
        assertThat(mentions(chat, other)).as("edited in").isEqualTo(1);
        edit(message, sender, "Hello @" + username(other) + ", again", NOW);
        assertThat(mentions(chat, other)).as("still in").isEqualTo(1);
    }

    @Test
    @Tag("M17")
    default void aNameThatWasThereBeforeMeansTheSamePersonWhateverTheyAreCalledNow() {
        UserId sender = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(sender, one, other);
        String name = username(one);
        MessageId message = send(chat, sender, "Hello @" + name);
        rename(one, name + "_old");
        rename(other, name);
        edit(message, sender, "Hello again @" + name, NOW);
        assertThat(mentions(chat, one)).as("who bore the name").isEqualTo(1);
        assertThat(mentions(chat, other)).as("who bears it now").isZero();

        edit(message, sender, "Hello @" + name + " and @" + name + "_old", NOW);
        edit(message, sender, "Hello @" + name + "_old", NOW);
        assertThat(mentions(chat, one)).as("by the new name").isEqualTo(1);

        edit(message, sender, "Hello", NOW);
        assertThat(mentions(chat, one)).as("edited out").isZero();
        edit(message, sender, "Hello @" + name, NOW);
        assertThat(mentions(chat, other)).as("edited in anew").isEqualTo(1);
        assertThat(mentions(chat, one)).isZero();
    }

    @Test
    @Tag("M17")
    default void aNameMeansTheSamePersonAlsoWhileTheyAreNoMember() {
        UserId sender = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(sender, one, other);
        String name = username(one);
        MessageId message = send(chat, sender, "Hello @" + name);
        store().transactions().run(() -> store().chat().memberships().remove(chat, one));
        rename(one, name + "_old");
        rename(other, name);
        for (int i = 0; i < 2; i++) {
            edit(message, sender, "Hello again @" + name + i + " @" + name, NOW);
        }

        assertThat(mentions(chat, other)).isZero();
    }

    @Test
    default void aLockedMessageIsNotOverwritten() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "_");
        Together.succeed(8, number -> {
            store().transactions().run(() -> {
                LockedMessage locked = changes().lockMessage(message, sender).orElseThrow();
                String text = locked.message().message().text().value();
                changes().edit(message, new MessageText(text + number), NOW);
            });
            return number;
        });

        assertThat(stored(message, sender).text().value())
                .as("8 at once each add a character to the text that they locked")
                .hasSize(9);
    }

    @Test
    default void hidingHidesFromOneAlone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello");
        for (int i = 0; i < 2; i++) {
            store().transactions().run(() -> changes().hide(chat, message, member));
        }

        assertThat(store().message().messages().find(message, member)).isEmpty();
        assertThat(history(chat, member)).isEmpty();
        assertThat(unread(chat, member)).as("unread by the member who hid it").isZero();
        assertThat(lock(message, member)).isEmpty();
        assertThat(history(chat, sender)).as("for everyone else").containsExactly(message);
    }

    @Test
    default void aDeletedMessageIsGoneForEveryone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId kept = send(chat, sender, "Kept");
        MessageId message = send(chat, sender, "Hello @" + username(member));
        store().transactions().run(() -> store().chat().chats().pin(chat, message, sender));
        delete(chat, message, sender);

        for (UserId viewer : List.of(sender, member)) {
            assertThat(store().message().messages().find(message, viewer)).isEmpty();
            assertThat(history(chat, viewer)).containsExactly(kept);
            assertThat(lock(message, viewer)).isEmpty();
        }
        assertThat(unread(chat, member)).as("unread").isEqualTo(1);
        assertThat(mentions(chat, member)).as("unread mentions").isZero();
        assertThat(store().chat().list().find(sender, chat).orElseThrow().mine().pinnedMessage())
                .as("it is not pinned any more")
                .isNull();
    }

    @Test
    default void filesAndReactionsGoWithAMessage() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "With a file");
        attach(message, sender);
        store().transactions()
                .run(() -> store().message().reactions().toggle(chat, message, sender, new Emoji("👍"), NOW));
        delete(chat, message, sender);

        assertThat(store().media()
                        .attachments()
                        .ofChat(chat, sender, null, 10)
                        .orElseThrow()
                        .files())
                .isEmpty();
        assertThat(store().message().reactions().of(chat, message, sender))
                .extracting(ReactionView::emoji)
                .isEmpty();
    }

    @Test
    @Tag("M2")
    default void theClientIdOfADeletedMessageStaysTaken() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage sent = text(chat, sender, "Once", "client-1", null);
        MessageId message = send(sent).message().id();
        delete(chat, message, sender);
        EarlierMessage earlier = factsAbout(sent).earlier();

        assertThat(earlier).as("what the client id stood for").isNotNull();
        assertThat(earlier.message()).as("the message").isNull();
    }

    @Test
    default void repliesKeepWhatTheyRepliedTo() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId root = send(chat, sender, "Root");
        MessageId reply =
                send(text(chat, sender, "Reply", null, root)).message().id();
        delete(chat, root, sender);

        assertThat(stored(reply, sender).replyTo()).isEqualTo(root);
    }

    @Test
    default void locksEachChatThatExists() {
        UserId owner = user();
        UserId other = user();
        ChatId group = group(owner);
        ChatId pair = privateChat(owner, other);
        ChatId foreign = group(other);
        var rights =
                inTransaction(() -> changes().lockChats(Set.of(group, pair, foreign, ChatsContract.NOWHERE), owner));

        assertThat(rights).containsOnlyKeys(group, pair, foreign);
        assertThat(rights.get(group))
                .isEqualTo(new WritingRight(new Standing(ChatType.GROUP, false, Role.OWNER), null));
        assertThat(rights.get(foreign).standing().isMember()).isFalse();
        assertThat(rights.get(pair).counterpart()).as("of a private chat").isNotNull();
    }

    @Test
    default void aRollbackChangesNothing() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "As it was");
        StoredMessage before = stored(message, sender);
        rolledBack(() -> {
            changes().lockMessage(message, sender);
            changes().edit(message, new MessageText("Never"), NOW.plusSeconds(9));
        });
        rolledBack(() -> changes().hide(chat, message, sender));
        rolledBack(() -> {
            changes().lockChatOf(message);
            changes().lockMessage(message, sender);
            changes().delete(chat, message, NOW);
        });

        assertThat(stored(message, sender)).isEqualTo(before);
    }

    private Optional<LockedMessage> lock(MessageId message, UserId viewer) {
        return inTransaction(() -> changes().lockMessage(message, viewer));
    }

    private void edit(MessageId message, UserId sender, String text, Instant at) {
        store().transactions().run(() -> {
            changes().lockMessage(message, sender);
            changes().edit(message, new MessageText(text), at);
        });
    }

    private void delete(ChatId chat, MessageId message, UserId sender) {
        store().transactions().run(() -> {
            changes().lockChatOf(message);
            changes().lockMessage(message, sender);
            changes().delete(chat, message, NOW);
        });
    }

    private Attachment attach(MessageId message, UserId sender) {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), sender, MediaType.PNG, 1, NOW);
        return inTransaction(() -> {
            store().media().attachments().addUpload(upload);
            return store().media().attachments().attach(upload, message, null, 10, NOW);
        });
    }

    private StoredMessage stored(MessageId message, UserId viewer) {
        return store().message().messages().find(message, viewer).orElseThrow().message();
    }

    private List<MessageId> history(ChatId chat, UserId viewer) {
        return store().message().messages().history(chat, viewer, null, 200).orElseThrow().messages().stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    private String username(UserId user) {
        return store().account().accounts().find(user).orElseThrow().username().value();
    }

    private int unread(ChatId chat, UserId member) {
        return store().chat().list().find(member, chat).orElseThrow().mine().unread();
    }

    private int mentions(ChatId chat, UserId member) {
        return store().chat().list().find(member, chat).orElseThrow().mine().unreadMentions();
    }

    private MessageChanges changes() {
        return store().message().changes();
    }
}
