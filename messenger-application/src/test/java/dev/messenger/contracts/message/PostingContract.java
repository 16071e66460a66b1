package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostResult.Existing;
import dev.messenger.application.message.port.PostResult.Refused;
import dev.messenger.application.message.port.PostResult.Stored;
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
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.shared.MessengerException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Further messages of senders whom the policy accepted before: the current facts decide about each of them (rules M1,
 * M2, M3, U8).
 */
@Tag("M1")
@PortContract(Messages.class)
public interface PostingContract extends StoreContract {

    /** Returns earlier messages, and accepts new ones if the sender may post and the message to reply to is visible. */
    PostingPolicy BY_RIGHT = facts -> {
        EarlierMessage earlier = facts.earlier();
        if (earlier != null) {
            return Optional.of(new Existing(earlier.message()));
        }
        try {
            facts.right().requirePosting();
        } catch (MessengerException refusal) {
            return Optional.of(new Refused(refusal));
        }
        return facts.replyVisible() ? Optional.empty() : Optional.of(new Refused(new MessageNotFound()));
    };

    @Test
    default void theNextMessageIsStoredLikeTheFirst() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = privateChat(sender, other);
        MessageId root = send(chat, other, "Root");
        acceptOnce(chat, sender);
        NewMessage message = text(chat, sender, "Hello", Unique.name("c"), root);

        MessageWithStatus posted = stored(message);

        assertThat(posted.message().replyTo()).isEqualTo(root);
        assertThat(store().message().messages().find(posted.message().id(), sender))
                .contains(posted);
        assertThat(factsAbout(message).earlier())
                .as("its client id stands for it")
                .isEqualTo(new EarlierMessage(true, posted));
    }

    @Test
    default void severalComeInTheirOrder() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = group(sender, other);
        ChatId elsewhere = group(sender);
        acceptOnce(chat, sender);
        acceptOnce(chat, other);
        acceptOnce(elsewhere, sender);

        List<MessageId> posted = ids(post(
                BY_RIGHT,
                text(chat, sender, "1", null, null),
                text(elsewhere, sender, "elsewhere", null, null),
                text(chat, other, "2", null, null),
                text(chat, sender, "3", null, null)));

        assertThat(posted).isSorted().hasSize(4);
        assertThat(texts(chat, sender)).containsExactly("3", "2", "1", "Earlier", "Earlier");
        assertThat(texts(elsewhere, sender)).containsExactly("elsewhere", "Earlier");
        assertThat(store().chat()
                        .list()
                        .page(other, new ChatListQuery(10, null))
                        .getFirst()
                        .mine()
                        .unread())
                .as("of the others")
                .isEqualTo(3);
    }

    @Test
    default void sendersWithAndWithoutAnEarlierMessageComeInOneOrder() {
        UserId sender = user();
        UserId newcomer = user();
        ChatId chat = group(sender, newcomer);
        acceptOnce(chat, sender);

        List<MessageId> posted = ids(post(
                BY_RIGHT,
                text(chat, newcomer, "1", null, null),
                text(chat, sender, "2", null, null),
                text(chat, newcomer, "3", null, null)));

        assertThat(posted).isSorted().hasSize(3);
        assertThat(texts(chat, sender)).containsExactly("3", "2", "1", "Earlier");
    }

    @Test
    @Tag("R3")
    default void eachMessageHasItsEvent() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        long before = store().outbox().last();

        List<MessageId> posted =
                ids(post(BY_RIGHT, text(chat, sender, "1", null, null), text(chat, sender, "2", null, null)));

        assertThat(store().outbox().read(before, 100).stream()
                        .map(recorded -> recorded.event())
                        .filter(event -> event instanceof Event.MessageCreated created
                                && created.chat().equals(chat)))
                .containsExactly(
                        new Event.MessageCreated(chat, posted.get(0), sender),
                        new Event.MessageCreated(chat, posted.get(1), sender));
    }

    @Test
    @Tag("U8")
    default void refusesWhenRightsHaveChanged() {
        UserId owner = user();
        UserId member = user();
        ChatId channel = chat(ChatType.CHANNEL, owner, member);
        ChatId group = group(owner, member);
        ChatId pair = privateChat(owner, member);
        ChatId unchanged = privateChat(owner, user());
        acceptOnce(channel, owner);
        acceptOnce(group, member);
        acceptOnce(pair, member);
        acceptOnce(unchanged, owner);
        store().transactions().run(() -> {
            store().chat().memberships().changeRole(channel, owner, Role.MEMBER);
            store().chat().memberships().remove(group, member);
            store().people().blocks().add(owner, member, NOW);
        });
        List<PostResult> results = post(
                BY_RIGHT,
                text(channel, owner, "x", null, null),
                text(unchanged, owner, "y", null, null),
                text(group, member, "x", null, null),
                text(pair, member, "x", null, null));

        assertThat(results)
                .as("the role, not a member any more, blocked; and none of them disturbs the other")
                .extracting(PostResult::getClass)
                .containsExactly(Refused.class, Stored.class, Refused.class, Refused.class);
        assertThat(Stream.of(channel, group, pair).flatMap(chat -> texts(chat, owner).stream()))
                .doesNotContain("x");
        assertThat(texts(unchanged, owner)).containsExactly("y", "Earlier");
    }

    @Test
    @Tag("U8")
    default void refusesWhenPrivacyHasChanged() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = privateChat(sender, other);
        acceptOnce(chat, sender);
        choose(other, new PrivacySettings(Audience.NOBODY, Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE));

        assertThat(post(BY_RIGHT, text(chat, sender, "x", null, null)))
                .singleElement()
                .isInstanceOf(Refused.class);
        assertThat(texts(chat, sender)).containsExactly("Earlier");
    }

    @Test
    @Tag("U8")
    default void acceptsAgainWhenRightsAreGivenBack() {
        UserId owner = user();
        UserId member = user();
        ChatId pair = privateChat(owner, member);
        acceptOnce(pair, member);
        store().transactions().run(() -> store().people().blocks().add(owner, member, NOW));
        assertThat(post(BY_RIGHT, text(pair, member, "x", null, null)))
                .singleElement()
                .isInstanceOf(Refused.class);
        store().transactions().run(() -> store().people().blocks().remove(owner, member));

        assertThat(stored(text(pair, member, "y", null, null)).message().text().value())
                .isEqualTo("y");
    }

    @Test
    default void refusesWhatGoesIntoNoChatAndStoresTheOthers() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        List<PostResult> results = post(
                BY_RIGHT, text(ChatsContract.NOWHERE, sender, "x", null, null), text(chat, sender, "y", null, null));

        assertThat(results.getFirst())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isInstanceOf(ChatNotFound.class));
        assertThat(results.getLast()).isInstanceOf(Stored.class);
    }

    @Test
    @Tag("M2")
    default void findsWhatWasSentUnderTheSameClientId() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        NewMessage first = text(chat, sender, "First", "client-1", null);
        MessageWithStatus posted = stored(first);

        List<PostResult> again = post(BY_RIGHT, text(chat, sender, "Beside it", null, null), first);

        assertThat(again.getFirst()).isInstanceOf(Stored.class);
        assertThat(again.getLast()).isEqualTo(new Existing(posted));
        assertThat(texts(chat, sender)).containsExactly("Beside it", "First", "Earlier");
    }

    @Test
    @Tag("M2")
    default void ofManyRetriesAtOnceOneStores() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        NewMessage message = text(chat, sender, "Once", "client-2", null);

        assertThat(Together.succeed(8, number -> post(BY_RIGHT, message).getFirst() instanceof Stored))
                .containsOnlyOnce(true);
        assertThat(texts(chat, sender)).containsExactly("Once", "Earlier");
    }

    @Test
    @Tag("M3")
    default void refusesAReplyToWhatIsNotVisible() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId elsewhere = send(group(sender), sender, "Elsewhere");
        acceptOnce(chat, sender);

        assertThat(post(
                        BY_RIGHT,
                        text(chat, sender, "x", null, elsewhere),
                        text(chat, sender, "x", null, MessagesContract.NOTHING)))
                .allSatisfy(result -> assertThat(result).isInstanceOf(Refused.class));
        assertThat(texts(chat, sender)).doesNotContain("x");
    }

    @Test
    @Tag("M13")
    default void writersOfOneChatWaitForOneAnother() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        Together.succeed(
                8,
                number -> number % 2 == 0
                        ? stored(text(chat, sender, "x", null, null))
                        : inTransaction(() -> stored(text(chat, sender, "y", null, null))));

        assertThat(stored(text(chat, sender, "Last", null, null))).isNotNull();
        assertThat(texts(chat, sender)).hasSize(10).startsWith("Last");
    }

    @Test
    @Tag("M18")
    default void noMessageIsOlderThanTheOneBeforeItWhateverTheClocksSay() {
        UserId sender = user();
        ChatId chat = group(sender);
        ChatId elsewhere = group(sender);
        acceptOnce(chat, sender);
        acceptOnce(elsewhere, sender);
        Instant fast = NOW.plusSeconds(5);
        List<PostResult> together = post(
                BY_RIGHT,
                text(chat, sender, "1", null, null).at(NOW.plusSeconds(1)),
                text(chat, sender, "2", null, null).at(fast),
                text(elsewhere, sender, "elsewhere", null, null).at(NOW.plusSeconds(2)),
                text(chat, sender, "3", null, null).at(NOW.plusSeconds(3)));
        assertThat(together)
                .extracting(result -> result.message().message().createdAt())
                .as("as answered")
                .containsExactly(NOW.plusSeconds(1), fast, NOW.plusSeconds(2), fast);

        StoredMessage next = stored(text(chat, sender, "4", null, null)).message();
        assertThat(next.createdAt()).isEqualTo(fast);
        assertThat(next.updatedAt()).isEqualTo(fast);
        assertThat(stored(text(chat, sender, "5", null, null).at(NOW.plusSeconds(6)))
                        .message()
                        .createdAt())
                .isEqualTo(NOW.plusSeconds(6));
        assertThat(store().message()
                        .messages()
                        .history(chat, sender, null, 100)
                        .orElseThrow()
                        .messages())
                .extracting(message -> message.message().createdAt())
                .as("as stored")
                .containsExactly(NOW.plusSeconds(6), fast, fast, fast, NOW.plusSeconds(1), NOW);
        assertThat(store().chat()
                        .list()
                        .find(sender, elsewhere)
                        .orElseThrow()
                        .lastMessage()
                        .createdAt())
                .isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    default void isPartOfTheCallersTransaction() {
        UserId sender = user();
        ChatId chat = group(sender);
        acceptOnce(chat, sender);
        NewMessage message = text(chat, sender, "x", "client-3", null);
        rolledBack(() -> {
            MessageWithStatus posted = stored(message);
            assertThat(post(BY_RIGHT, message)).as("again").containsExactly(new Existing(posted));
        });

        assertThat(texts(chat, sender)).doesNotContain("x");
        assertThat(stored(message)).as("the client id is free").isNotNull();
    }

    /** Has the policy accept a message of this sender. */
    private void acceptOnce(ChatId chat, UserId sender) {
        MessageWithStatus unused = stored(text(chat, sender, "Earlier", null, null));
    }

    private MessageWithStatus stored(NewMessage message) {
        PostResult result = post(BY_RIGHT, message).getFirst();
        assertThat(result).isInstanceOf(Stored.class);
        return result.message();
    }

    private static List<MessageId> ids(List<PostResult> results) {
        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(Stored.class));
        return results.stream().map(result -> result.message().message().id()).toList();
    }

    /** The messages that a member sees, newest first. */
    private List<String> texts(ChatId chat, UserId member) {
        return store().message().messages().history(chat, member, null, 100).orElseThrow().messages().stream()
                .map(message -> message.message().text().value())
                .toList();
    }
}
