package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.message.port.PostingFacts.EarlierMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.message.WritingRight;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Posting: the facts for the policy, and the stored messages (rules M1 to M3). */
@Tag("M2")
@PortContract(Messages.class)
public interface MessagesContract extends StoreContract {

    /** Returns the earlier message with the same client id, and accepts every other message. */
    PostingPolicy FIND_OR_ACCEPT =
            facts -> Optional.ofNullable(facts.earlier()).map(earlier -> new PostResult.Existing(earlier.message()));

    /** An id without a message. */
    MessageId NOTHING = new MessageId((1L << 53) - 1);

    @Test
    default void nothingIsPostedIntoNoChat() {
        UserId user = user();

        assertThat(post(ACCEPT_ALL, text(ChatsContract.NOWHERE, user, "x", "x", null)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PostResult.Refused.class,
                        refused -> assertThat(refused.reason()).isInstanceOf(ChatNotFound.class));
    }

    @Test
    default void thePolicyGetsTheStanding() {
        UserId owner = user();
        UserId member = user();
        ChatId channel = chat(ChatType.CHANNEL, owner, member);

        assertThat(factsAbout(text(channel, owner, "x", null, null)))
                .isEqualTo(new PostingFacts(
                        new WritingRight(new Standing(ChatType.CHANNEL, false, Role.OWNER), null), null, null, true));
        assertThat(roleIn(channel, member)).isEqualTo(Role.MEMBER);
        assertThat(roleIn(channel, user())).as("of a stranger").isNull();
    }

    @Test
    @Tag("L1")
    default void thePolicyGetsTheRefusalOfTheRateLimit() {
        UserId sender = user();
        ChatId chat = group(sender);
        send(chat, sender, "Within the limit");
        RateLimited limited = new RateLimited(Duration.ofSeconds(1));
        List<PostResult> results = store().message()
                .messages()
                .post(
                        List.of(new PostRequest(text(chat, sender, "Beyond it", "client-1", null), limited)),
                        facts -> Optional.ofNullable(facts.limited()).map(PostResult.Refused::new));

        assertThat(results).containsExactly(new PostResult.Refused(limited));
    }

    @Test
    @Tag("M1")
    default void storesAMessageAsItWasSent() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = privateChat(sender, other);
        NewMessage sent = text(chat, sender, "  Grüße\n👩‍👩‍👧‍👦 שלום \t ", Unique.name("c"), null);
        MessageWithStatus seen = send(sent);
        StoredMessage stored = seen.message();

        assertThat(stored)
                .as("kept exactly as sent, to the microsecond")
                .isEqualTo(new StoredMessage(
                        stored.id(), chat, sender, null, null, MessageType.TEXT, sent.text(), List.of(), NOW, NOW));
        assertThat(seen.status()).as("the sender sees how far it got").isEqualTo(DeliveryStatus.SENT);
        assertThat(store().message().messages().find(stored.id(), sender)).contains(seen);
        assertThat(store().message().messages().find(stored.id(), other))
                .as("the other sees the message alone")
                .contains(new MessageWithStatus(stored, null));
    }

    @Test
    @Tag("M1")
    default void storesEveryTypeAndTheLongestText() {
        UserId sender = user();
        ChatId chat = group(sender);
        for (MessageType type : MessageType.values()) {
            NewMessage bare = new NewMessage(
                    chat, sender, type, type == MessageType.TEXT ? new MessageText("x") : null, null, null, NOW);
            StoredMessage stored = send(bare).message();
            assertThat(stored.type()).isEqualTo(type);
            assertThat(stored.text()).isEqualTo(bare.text());
        }
        MessageText longest = new MessageText("😀".repeat(MessageText.MAX_LENGTH));
        assertThat(send(new NewMessage(chat, sender, MessageType.TEXT, longest, null, null, NOW))
                        .message()
                        .text())
                .as("4096 characters outside the basic plane")
                .isEqualTo(longest);
    }

    @Test
    default void isFoundByMembersAlone() {
        UserId sender = user();
        MessageId message = send(group(sender, user()), sender, "Hello");

        assertThat(store().message().messages().find(NOTHING, sender)).isEmpty();
        assertThat(store().message().messages().find(message, user()))
                .as("a stranger")
                .isEmpty();
    }

    @Test
    default void forgetsWhatWasRolledBack() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage message = text(chat, sender, "Never mind", "once", null);
        rolledBack(() -> send(message));

        assertThat(store().message()
                        .messages()
                        .history(chat, sender, null, 10)
                        .orElseThrow()
                        .messages())
                .isEmpty();
        assertThat(factsAbout(message).earlier()).as("the client id is free").isNull();
    }

    @Test
    default void aClientIdStandsForItsMessage() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage sent = text(chat, sender, "Hello", "client-1", null);
        assertThat(factsAbout(sent).earlier()).as("before").isNull();
        MessageWithStatus seen = send(sent);

        NewMessage other = new NewMessage(
                chat,
                sender,
                MessageType.TEXT,
                new MessageText("Other"),
                new ClientMessageId("client-1"),
                null,
                NOW.plusSeconds(9));
        assertThat(factsAbout(sent).earlier())
                .as("the same again, and the message as it is now")
                .isEqualTo(new EarlierMessage(true, seen));
        assertThat(factsAbout(other).earlier()).as("another text").isEqualTo(new EarlierMessage(false, seen));
    }

    @Test
    default void aClientIdBelongsToSenderAndChat() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = group(sender, other);
        send(text(chat, sender, "Hello", "client-1", null));

        assertThat(factsAbout(text(chat, other, "Hello", "client-1", null)).earlier())
                .as("another sender")
                .isNull();
        assertThat(factsAbout(text(group(sender), sender, "Hello", "client-1", null))
                        .earlier())
                .as("another chat")
                .isNull();
        assertThat(factsAbout(text(chat, sender, "Hello", "Client-1", null)).earlier())
                .as("letter case counts")
                .isNull();
        assertThat(factsAbout(text(chat, sender, "Hello", null, null)).earlier())
                .as("no client id stands for nothing")
                .isNull();
    }

    @Test
    default void theOriginalKeepsWhatItRepliedTo() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId root = send(chat, sender, "Root");
        NewMessage reply = text(chat, sender, "Reply", "client-2", root);
        assertThat(send(reply).message().replyTo()).isEqualTo(root);

        assertThat(factsAbout(reply).earlier().hasSameContent()).isTrue();
        assertThat(factsAbout(text(chat, sender, "Reply", "client-2", null))
                        .earlier()
                        .hasSameContent())
                .as("the same text, replying to nothing")
                .isFalse();
    }

    @Test
    default void ofManyRetriesAtOnceOneIsStored() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage message = text(chat, sender, "Once", "client-3", null);
        List<MessageId> ids = Together.succeed(
                8, number -> number % 2 == 0 ? postOnce(message) : inTransaction(() -> postOnce(message)));

        assertThat(ids).as("the others wait and find it").containsOnly(ids.getFirst());
        assertThat(store().message()
                        .messages()
                        .history(chat, sender, null, 10)
                        .orElseThrow()
                        .messages())
                .hasSize(1);
    }

    @Test
    @Tag("M3")
    default void knowsWhetherTheMessageRepliedToIsVisible() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId here = send(chat, sender, "Here");
        MessageId elsewhere = send(group(sender), sender, "Elsewhere");

        assertThat(factsAbout(text(chat, sender, "x", null, here)).replyVisible())
                .isTrue();
        assertThat(factsAbout(text(chat, sender, "x", null, elsewhere)).replyVisible())
                .as("in another chat of the sender")
                .isFalse();
        assertThat(factsAbout(text(chat, sender, "x", null, NOTHING)).replyVisible())
                .isFalse();
        assertThat(factsAbout(text(chat, user(), "x", null, here)).replyVisible())
                .as("to a stranger")
                .isFalse();
    }

    @Test
    @Tag("M14")
    default void touchingChangesUpdatedAtAlone() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageWithStatus seen = send(text(chat, sender, "Hello", null, null));
        MessageId id = seen.message().id();
        rolledBack(() -> store().message().messages().touch(id, NOW.plusSeconds(1)));
        assertThat(store().message().messages().find(id, sender))
                .as("rolled back")
                .contains(seen);

        store().transactions().run(() -> store().message().messages().touch(id, NOW.plusSeconds(5)));
        StoredMessage after =
                store().message().messages().find(id, sender).orElseThrow().message();
        assertThat(after.updatedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(after.createdAt()).isEqualTo(NOW);
    }

    private @Nullable Role roleIn(ChatId chat, UserId user) {
        return factsAbout(text(chat, user, "x", "id", null)).right().standing().role();
    }

    private MessageId postOnce(NewMessage message) {
        return post(FIND_OR_ACCEPT, message).getFirst().message().message().id();
    }
}
