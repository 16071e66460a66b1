package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.Arrangements.Mark;
import dev.messenger.application.notification.NotificationView;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.Moment;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users are told of, and what not (rules N1, N3). */
@Tag("N1")
@PortContract(NotificationStore.class)
public interface NotificationStoreContract extends Telling {

    /** Of long ago, so that trimming up to it removes nothing of others. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    default void whoWasToldNothingHasNone() {
        assertThat(list(user())).isEmpty();
    }

    @Test
    default void everyOtherMemberIsToldOfAMessage() {
        UserId sender = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(sender, one, other);
        MessageId message = send(chat, sender, "Hello");
        tellOfMessage(1, chat, message);

        for (UserId member : List.of(one, other)) {
            assertThat(list(member))
                    .containsExactly(new NotificationView(
                            1, member, NotificationType.MESSAGE_CREATED, chat, message, sender, null, NOW));
        }
        assertThat(list(sender)).as("of the sender").isEmpty();
    }

    @Test
    default void whoIsMentionedIsToldOfThatAlone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello @" + username(member) + " and @" + username(sender));
        tellOfMessage(1, chat, message);

        assertThat(types(member)).containsExactly(NotificationType.MENTION);
        assertThat(list(sender)).as("of the sender").isEmpty();
    }

    @Test
    default void whoMutedTheChatIsToldOfMentionsAlone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        store().transactions().run(() -> store().chatStore().arrangements().set(chat, member, Mark.MUTED, true));
        tellOfMessage(1, chat, send(chat, sender, "Hello"));
        tellOfMessage(2, chat, send(chat, sender, "Hello @" + username(member)));

        assertThat(types(member)).containsExactly(NotificationType.MENTION);
    }

    @Test
    @Tag("U8")
    default void nobodyIsToldOfWhatSomeoneDidWhomTheyBlocked() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId own = send(chat, member, "Mine");
        store().transactions().run(() -> store().people().blocks().add(member, sender, NOW));
        MessageId message = send(chat, sender, "Hello @" + username(member));
        react(chat, own, sender);
        tellOfMessage(1, chat, send(chat, sender, "Hello"));
        tellOfMessage(2, chat, message);
        run(store -> store.tellNewlyMentioned(moment(3), chat, message));
        run(store -> store.tellOfReaction(moment(4), chat, own, sender, "👍"));
        tell(5, member, chat, sender, null);

        assertThat(list(member)).isEmpty();
    }

    @Test
    default void whoCameLaterIsNotToldOfWhatWasThere() {
        UserId sender = user();
        UserId late = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "Before");
        store().transactions().run(() -> store().chatStore().memberships().add(chat, late, NOW));
        tellOfMessage(1, chat, message);

        assertThat(list(late)).isEmpty();
    }

    @Test
    default void nothingIsToldOfAMessageThatIsGone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello @" + username(member));
        delete(chat, message, sender);
        tellOfMessage(1, chat, message);
        run(store -> store.tellNewlyMentioned(moment(2), chat, message));
        run(store -> store.tellOfReaction(moment(3), chat, message, member, "👍"));

        assertThat(list(member)).isEmpty();
        assertThat(list(sender)).isEmpty();
    }

    @Test
    default void tellingTheSameAgainTellsNothing() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello");
        for (int i = 0; i < 2; i++) {
            tellOfMessage(1, chat, message);
            run(store -> store.tellFirstMembers(moment(2), chat, sender));
            tell(3, member, chat, sender, "admin");
        }

        assertThat(types(member))
                .containsExactly(
                        NotificationType.ROLE_CHANGED, NotificationType.MEMBER_ADDED, NotificationType.MESSAGE_CREATED);
    }

    @Test
    @Tag("N3")
    default void aMentionByAnEditTakesThePlaceOfTheMessage() {
        UserId sender = user();
        UserId member = user();
        UserId mentioned = user();
        ChatId chat = group(sender, member, mentioned);
        MessageId message = send(chat, sender, "Hello @" + username(mentioned));
        tellOfMessage(1, chat, message);
        edit(message, sender, "Hello @" + username(mentioned) + " and @" + username(member));
        for (int i = 0; i < 2; i++) {
            run(store -> store.tellNewlyMentioned(moment(2), chat, message));
        }

        assertThat(list(member))
                .containsExactly(
                        new NotificationView(2, member, NotificationType.MENTION, chat, message, sender, null, NOW));
        assertThat(list(mentioned))
                .as("of who was mentioned before")
                .extracting(NotificationView::id)
                .containsExactly(1L);
    }

    @Test
    default void theSenderIsToldOfAReactionOnce() {
        UserId sender = user();
        UserId actor = user();
        ChatId chat = group(sender, actor);
        MessageId message = send(chat, sender, "Hello");
        react(chat, message, actor);
        run(store -> store.tellOfReaction(moment(1), chat, message, actor, "👍"));
        run(store -> store.tellOfReaction(moment(2), chat, message, actor, "👍"));
        run(store -> store.tellOfReaction(moment(3), chat, message, actor, "❤️"));

        assertThat(list(sender))
                .as("of the one that was given, once")
                .containsExactly(new NotificationView(
                        1, sender, NotificationType.REACTION_ADDED, chat, message, actor, "👍", NOW));
        assertThat(list(actor)).as("of who reacted").isEmpty();
    }

    @Test
    default void nobodyIsToldOfTheirOwnDoings() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello @" + username(user));
        react(chat, message, user);
        tellOfMessage(1, chat, message);
        run(store -> store.tellOfReaction(moment(2), chat, message, user, "👍"));
        run(store -> store.tellFirstMembers(moment(3), chat, user));

        assertThat(list(user)).isEmpty();
    }

    @Test
    default void whomAGroupWasMadeWithIsToldSo() {
        UserId creator = user();
        UserId first = user();
        UserId late = user();
        ChatId chat = group(creator, first);
        store().transactions().run(() -> store().chatStore().memberships().add(chat, late, NOW.plusSeconds(1)));
        ChatId pair = privateChat(creator, first);
        run(store -> store.tellFirstMembers(moment(1), chat, creator));
        run(store -> store.tellFirstMembers(moment(2), pair, creator));

        assertThat(list(first))
                .as("of the group, not of the private chat")
                .containsExactly(
                        new NotificationView(1, first, NotificationType.MEMBER_ADDED, chat, null, creator, null, NOW));
        assertThat(list(late)).as("of who came later").isEmpty();
        assertThat(list(creator)).isEmpty();
    }

    @Test
    default void oneUserIsToldSomethingAboutAChat() {
        UserId user = user();
        UserId actor = user();
        ChatId chat = group(actor, user);
        tell(1, user, chat, actor, "admin");

        assertThat(list(user))
                .containsExactly(
                        new NotificationView(1, user, NotificationType.ROLE_CHANGED, chat, null, actor, "admin", NOW));
    }

    @Test
    @Tag("N3")
    default void whatWasToldOfAMessageGoesWithIt() {
        UserId sender = user();
        UserId member = user();
        UserId mentioned = user();
        ChatId chat = group(sender, member, mentioned);
        MessageId message = send(chat, sender, "Hello @" + username(mentioned));
        MessageId other = send(chat, sender, "Other");
        react(chat, message, member);
        tellOfMessage(1, chat, message);
        tellOfMessage(2, chat, other);
        run(store -> store.tellOfReaction(moment(3), chat, message, member, "👍"));
        for (int i = 0; i < 2; i++) {
            run(store -> store.forget(chat, message));
        }

        assertThat(list(sender)).isEmpty();
        assertThat(list(member))
                .as("of the other message alone")
                .extracting(NotificationView::message)
                .containsExactly(other);
        assertThat(list(mentioned)).extracting(NotificationView::message).containsExactly(other);
    }

    @Test
    @Tag("C8")
    default void comesNewestFirstPageByPage() {
        UserId user = user();
        UserId actor = user();
        ChatId chat = group(actor, user);
        for (int i = 1; i <= 5; i++) {
            tell(i * 10, user, chat, actor, null);
        }

        assertThat(ids(user, null, 2)).containsExactly(50L, 40L);
        assertThat(ids(user, 40L, 2)).as("the bound is exclusive").containsExactly(30L, 20L);
        assertThat(ids(user, 15L, 2)).as("a bound that names nothing").containsExactly(10L);
        assertThat(ids(user, 10L, 2)).isEmpty();
        assertThat(list(actor)).as("of others").isEmpty();
    }

    @Test
    default void membersOfALargeChatAreToldAsOthersAre() {
        UserId sender = user();
        List<UserId> members = new ArrayList<>();
        for (int i = 0; i < NotificationStore.LARGE_CHAT; i++) {
            members.add(user());
        }
        ChatId chat = group(sender, members.toArray(UserId[]::new));
        UserId muted = members.get(0);
        UserId mentioned = members.get(1);
        UserId plain = members.get(2);
        store().transactions().run(() -> store().chatStore().arrangements().set(chat, muted, Mark.MUTED, true));
        MessageId first = send(chat, sender, "Hello");
        MessageId second = send(chat, sender, "Hello @" + username(mentioned));
        tellOfMessage(1, chat, first);
        tellOfMessage(2, chat, second);

        assertThat(list(plain))
                .containsExactly(
                        new NotificationView(
                                2, plain, NotificationType.MESSAGE_CREATED, chat, second, sender, null, NOW),
                        new NotificationView(
                                1, plain, NotificationType.MESSAGE_CREATED, chat, first, sender, null, NOW));
        assertThat(ids(plain, 2L, 10)).as("behind the first").containsExactly(1L);
        assertThat(types(mentioned)).containsExactly(NotificationType.MENTION, NotificationType.MESSAGE_CREATED);
        assertThat(list(muted)).as("of who muted it").isEmpty();
        assertThat(list(sender)).as("of the sender").isEmpty();
        run(store -> store.forget(chat, second));
        assertThat(ids(plain, null, 10)).as("with the second message gone").containsExactly(1L);
    }

    @Test
    default void trimsWhatIsOldBitByBit() {
        UserId user = user();
        UserId actor = user();
        ChatId chat = group(actor, user);
        for (int i = 1; i <= 3; i++) {
            Moment old = new Moment(i, LONG_AGO);
            run(store -> store.tell(old, NotificationType.ROLE_CHANGED, user, chat, actor, null));
        }
        Moment young = new Moment(4, LONG_AGO.plusSeconds(1));
        run(store -> store.tell(young, NotificationType.ROLE_CHANGED, user, chat, actor, null));

        assertThat(trim(LONG_AGO, 10)).as("nothing is that old").isFalse();
        assertThat(ids(user, null, 10)).hasSize(4);
        assertThat(trim(LONG_AGO.plusSeconds(1), 2))
                .as("two of three: there may be more")
                .isTrue();
        assertThat(ids(user, null, 10)).as("no more than the limit went").hasSize(2);
        assertThat(trim(LONG_AGO.plusSeconds(1), 2)).as("the last one").isFalse();
        assertThat(ids(user, null, 10)).as("what is younger stays").containsExactly(4L);
        trim(LONG_AGO.plusSeconds(2), 10);
    }

    @Test
    default void trimsWhatWasToldOfMessagesToo() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        List<MessageId> sent = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            MessageId message = send(chat, sender, "Message " + i);
            Moment old = new Moment(i, LONG_AGO.plusSeconds(i));
            run(store -> store.tellOfMessage(old, chat, message));
            sent.add(message);
        }
        while (trim(LONG_AGO.plusSeconds(3), 1)) {
            assertThat(list(member)).as("the last one is young").isNotEmpty();
        }

        assertThat(list(member)).extracting(NotificationView::message).containsExactly(sent.getLast());
        while (trim(LONG_AGO.plusSeconds(4), 10)) {
            assertThat(list(member)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    default void aRollbackTellsNobody() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId told = send(chat, sender, "Told");
        tellOfMessage(1, chat, told);
        MessageId message = send(chat, sender, "Hello");
        long before = notifications().cursor();
        rolledBack(() -> {
            notifications().tellOfMessage(moment(2), chat, message);
            notifications().forget(chat, told);
            notifications().claim();
            notifications().advance(before + 5);
        });

        assertThat(ids(member, null, 10)).containsExactly(1L);
        assertThat(notifications().cursor()).as("the work that was done").isEqualTo(before);
    }

    private void tell(long cursor, UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        run(store -> store.tell(moment(cursor), NotificationType.ROLE_CHANGED, user, chat, actor, detail));
    }

    private boolean trim(Instant before, int limit) {
        return inTransaction(() -> notifications().trim(before, limit));
    }

    private void react(ChatId chat, MessageId message, UserId user) {
        store().transactions().run(() -> {
            store().conversations().changes().hold(message, user);
            store().conversations().reactions().toggle(chat, message, user, new Emoji("👍"), NOW);
        });
    }

    private List<NotificationType> types(UserId user) {
        return list(user).stream().map(NotificationView::type).toList();
    }
}
