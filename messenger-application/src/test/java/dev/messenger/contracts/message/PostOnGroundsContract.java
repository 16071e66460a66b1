package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.Grounded;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.people.PrivacySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Posting without anything to be decided anew: all is stored as with turns, or nothing is (rules M1, M2, M3, U8). */
@Tag("M1")
@PortContract(Messages.class)
public interface PostOnGroundsContract extends StoreContract {

    @Test
    default void storesTheSameAsWithATurn() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = privateChat(sender, other);
        NewMessage message = text(chat, sender, "Hello", Unique.name("c"), send(chat, other, "Root"));

        MessageWithStatus posted = onGrounds(message).orElseThrow().getFirst();

        assertThat(store().messages().find(posted.message().id(), sender)).contains(posted);
        assertThat(inTransaction(() -> takeTurn(message)).sentBefore())
                .as("its client id stands for it")
                .isEqualTo(new Messages.SentBefore(message, posted));
    }

    @Test
    default void severalComeInTheirOrder() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = group(sender, other);
        ChatId elsewhere = group(sender);
        send(chat, sender, "Before");

        List<MessageId> posted = ids(onGrounds(
                text(chat, sender, "1", null, null),
                text(elsewhere, sender, "elsewhere", null, null),
                text(chat, other, "2", null, null),
                text(chat, sender, "3", null, null)));

        assertThat(posted).isSorted().hasSize(4);
        assertThat(texts(chat, sender)).containsExactly("3", "2", "1", "Before");
        assertThat(texts(elsewhere, sender)).containsExactly("elsewhere");
        assertThat(store().chatList()
                        .page(other, new ChatListQuery(10, null))
                        .getFirst()
                        .mine()
                        .unread())
                .as("of the others")
                .isEqualTo(3);
    }

    @Test
    @Tag("R3")
    default void tellsThatTheyWereCreated() {
        UserId sender = user();
        ChatId chat = group(sender);
        long before = store().outbox().last();

        List<MessageId> posted =
                ids(onGrounds(text(chat, sender, "1", null, null), text(chat, sender, "2", null, null)));

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
    default void storesNothingWhenTheGroundsHaveChanged() {
        UserId owner = user();
        UserId member = user();
        ChatId channel = chat(ChatType.CHANNEL, owner, member);
        ChatId group = group(owner, member);
        ChatId pair = privateChat(owner, member);
        ChatId answered = privateChat(owner, user());
        Grounded asOwner = grounded(text(channel, owner, "x", null, null));
        Grounded asMember = grounded(text(group, member, "x", null, null));
        Grounded asFriend = grounded(text(pair, member, "x", null, null));
        Grounded unchanged = grounded(text(answered, owner, "x", null, null));
        store().transactions().run(() -> {
            store().chatStore().memberships().changeRole(channel, owner, Role.MEMBER);
            store().chatStore().memberships().remove(group, member);
            store().people().blocks().add(owner, member, NOW);
        });

        assertThat(post(asOwner)).as("the role").isEmpty();
        assertThat(post(asMember)).as("no member any more").isEmpty();
        assertThat(post(asFriend)).as("blocked").isEmpty();
        assertThat(post(unchanged, asMember)).as("one of them is enough").isEmpty();
        assertThat(Stream.of(channel, group, pair, answered).flatMap(chat -> texts(chat, owner).stream()))
                .isEmpty();
        assertThat(post(unchanged)).as("alone").isPresent();
    }

    @Test
    @Tag("U8")
    default void privacyIsAmongTheGrounds() {
        UserId sender = user();
        UserId other = user();
        ChatId chat = privateChat(sender, other);
        Grounded message = grounded(text(chat, sender, "x", null, null));
        choose(other, new PrivacySettings(Audience.NOBODY, Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE));

        assertThat(post(message)).isEmpty();
        assertThat(texts(chat, sender)).isEmpty();
    }

    @Test
    default void storesNothingWhereThereIsNoChat() {
        UserId sender = user();
        Grounded message = grounded(text(group(sender), sender, "x", null, null));

        assertThat(post(new Grounded(text(ChatsContract.NOWHERE, sender, "x", null, null), message.grounds())))
                .isEmpty();
    }

    @Test
    @Tag("M2")
    default void storesNothingUnderAClientIdThatWasUsed() {
        UserId sender = user();
        ChatId chat = group(sender);
        NewMessage first = text(chat, sender, "First", "client-1", null);
        assertThat(onGrounds(first)).isPresent();

        assertThat(onGrounds(text(chat, sender, "Beside it", null, null), first))
                .isEmpty();
        assertThat(texts(chat, sender)).containsExactly("First");
    }

    @Test
    @Tag("M2")
    default void ofManyRetriesAtOnceOneStores() {
        UserId sender = user();
        ChatId chat = group(sender);
        Grounded message = grounded(text(chat, sender, "Once", "client-2", null));

        assertThat(Together.succeed(8, number -> post(message).isPresent())).containsOnlyOnce(true);
        assertThat(texts(chat, sender)).containsExactly("Once");
    }

    @Test
    @Tag("M3")
    default void storesNothingThatRepliesToWhatIsNotVisible() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId elsewhere = send(group(sender), sender, "Elsewhere");

        assertThat(onGrounds(text(chat, sender, "x", null, elsewhere))).isEmpty();
        assertThat(onGrounds(text(chat, sender, "x", null, MessagesContract.NOTHING)))
                .isEmpty();
        assertThat(texts(chat, sender)).isEmpty();
    }

    @Test
    @Tag("M13")
    default void writersOfOneChatTakeTurns() {
        UserId sender = user();
        ChatId chat = group(sender);
        Grounded message = grounded(text(chat, sender, "x", null, null));
        Together.succeed(8, number -> number % 2 == 0 ? post(message).isPresent() : send(chat, sender, "y") != null);

        assertThat(onGrounds(text(chat, sender, "Last", null, null))).isPresent();
        assertThat(texts(chat, sender)).hasSize(9).startsWith("Last");
    }

    @Test
    default void isATransactionOfItsOwn() {
        UserId sender = user();
        Grounded message = grounded(text(group(sender), sender, "x", null, null));

        assertThatThrownBy(() -> store().transactions().run(() -> post(message)))
                .isInstanceOf(IllegalStateException.class);
    }

    /** As the message would be posted after an earlier one of the same sender. */
    private Grounded grounded(NewMessage message) {
        return new Grounded(
                message,
                inTransaction(() -> takeTurn(text(message.chat(), message.sender(), "Earlier", null, null)))
                        .grounds());
    }

    private Optional<List<MessageWithStatus>> onGrounds(NewMessage... messages) {
        return post(Arrays.stream(messages).map(this::grounded).toArray(Grounded[]::new));
    }

    private Optional<List<MessageWithStatus>> post(Grounded... messages) {
        return store().messages().postOnGrounds(List.of(messages));
    }

    private static List<MessageId> ids(Optional<List<MessageWithStatus>> posted) {
        return posted.orElseThrow().stream().map(seen -> seen.message().id()).toList();
    }

    /** Newest first, to a member. */
    private List<String> texts(ChatId chat, UserId member) {
        return store().messages().history(chat, member, null, 100).orElseThrow().messages().stream()
                .map(seen -> seen.message().text().value())
                .toList();
    }
}
