package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.PostedMessage;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which events notify which users (rules N1, N3). */
@Tag("N1")
@PortContract(NotificationStore.class)
public interface NotificationStoreContract extends Notifying {

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
        MessageId message = sendAndNotify(chat, sender, "Hello");

        for (UserId member : List.of(one, other)) {
            assertThat(list(member))
                    .containsExactly(ofMessage(NotificationType.MESSAGE_CREATED, member, chat, message, sender));
        }
        assertThat(list(sender)).as("of the sender").isEmpty();
    }

    @Test
    default void whoIsMentionedIsToldOfThatAlone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = sendAndNotify(chat, sender, "Hello @" + username(member) + " and @" + username(sender));

        assertThat(list(member)).containsExactly(ofMessage(NotificationType.MENTION, member, chat, message, sender));
        assertThat(list(sender)).as("of the sender").isEmpty();
    }

    @Test
    default void whoMutedTheChatIsToldOfMentionsAlone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        store().transactions().run(() -> store().chat().preferences().set(chat, member, Mark.MUTED, true));
        sendAndNotify(chat, sender, "Hello");
        sendAndNotify(chat, sender, "Hello @" + username(member));

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
        sendAndNotify(chat, sender, "Hello");
        notifyOfMessage(chat, sender, message);
        run(store -> store.notifyOfEdit(stamp(NOW), chat, message));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, own, sender, "👍"));
        notifyMember(member, chat, sender, null);

        assertThat(list(member)).isEmpty();
    }

    @Test
    default void whoCameLaterIsNotToldOfWhatWasThere() {
        UserId sender = user();
        UserId late = user();
        ChatId chat = group(sender);
        MessageId message = send(chat, sender, "Before");
        store().transactions().run(() -> store().chat().memberships().add(chat, late, NOW));
        notifyOfMessage(chat, sender, message);

        assertThat(list(late)).isEmpty();
    }

    @Test
    default void nothingIsToldOfAMessageThatIsGone() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId message = send(chat, sender, "Hello @" + username(member));
        delete(chat, message, sender);
        notifyOfMessage(chat, sender, message);
        run(store -> store.notifyOfEdit(stamp(NOW), chat, message));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, member, "👍"));

        assertThat(list(member)).isEmpty();
        assertThat(list(sender)).isEmpty();
    }

    /** Mentions and blocks affect later notifications alone, and no user gets two notifications of one message. */
    @Test
    default void aMessageThatWasNotLookedAtIsNotToldYet() {
        UserId sender = user();
        UserId member = user();
        UserId blocker = user();
        UserId mentioned = user();
        ChatId chat = group(sender, member, blocker, mentioned);
        store().transactions().run(() -> store().people().blocks().add(blocker, sender, NOW));
        MessageId first = sendAndNotify(chat, sender, "First");
        MessageId message = send(chat, sender, "Hello @" + username(mentioned));
        for (UserId user : List.of(member, mentioned)) {
            assertThat(messages(user, null, 10)).as("before").containsExactly(first);
        }
        notifyOfMessage(chat, sender, message);

        assertThat(messages(member, null, 10)).containsExactly(message, first);
        assertThat(types(mentioned)).containsExactly(NotificationType.MENTION, NotificationType.MESSAGE_CREATED);
        assertThat(list(blocker)).isEmpty();
    }

    @Test
    default void noneOfThoseThatWereSentTogetherIsToldBeforeItWasLookedAt() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        ChatId another = group(sender, member);
        List<MessageId> sent = sendTogether(List.of(
                text(chat, sender, "One", null, null),
                text(another, sender, "Two", null, null),
                text(chat, sender, "Three", null, null)));
        assertThat(list(member)).isEmpty();
        long last = store().outbox().last();
        assertThat(list(member)).as("with their cursors neither").isEmpty();
        run(store -> {
            long done = store.claim().orElseThrow();
            store.notifyOfMessages(List.of(
                    new PostedMessage(chat, sent.get(0), sender),
                    new PostedMessage(another, sent.get(1), sender),
                    new PostedMessage(chat, sent.get(2), sender)));
            store.advance(Math.max(done, last));
        });

        assertThat(messages(member, null, 10)).isEqualTo(sent.reversed());
    }

    @Test
    default void tellingOfTheSameMessageAgainTellsNothing() {
        UserId sender = user();
        UserId member = user();
        UserId mentioned = user();
        ChatId chat = group(sender, member, mentioned);
        MessageId message = send(chat, sender, "Hello @" + username(mentioned));
        for (int i = 0; i < 2; i++) {
            notifyOfMessage(chat, sender, message);
        }

        assertThat(types(member)).containsExactly(NotificationType.MESSAGE_CREATED);
        assertThat(types(mentioned)).containsExactly(NotificationType.MENTION);
    }

    @Test
    @Tag("N3")
    default void aMentionByAnEditTakesThePlaceOfTheMessage() {
        UserId sender = user();
        UserId member = user();
        UserId mentioned = user();
        ChatId chat = group(sender, member, mentioned);
        MessageId message = send(chat, sender, "Hello @" + username(mentioned));
        notifyOfMessage(chat, sender, message);
        edit(message, sender, "Hello @" + username(mentioned) + " and @" + username(member));
        MessageId later = sendAndNotify(chat, sender, "Later");
        for (int i = 0; i < 2; i++) {
            run(store -> store.notifyOfEdit(stamp(NOW), chat, message));
        }

        assertThat(types(member)).containsExactly(NotificationType.MENTION, NotificationType.MESSAGE_CREATED);
        assertThat(messages(member, null, 10)).containsExactly(message, later);
        assertThat(list(mentioned))
                .as("of a user who was mentioned before")
                .endsWith(ofMessage(NotificationType.MENTION, mentioned, chat, message, sender))
                .hasSize(2);
    }

    @Test
    @Tag("N5")
    default void aMentionThatAnEditRemovesIsTakenBackAndTheMessageIsToldInsteadWhereItWasDue() {
        UserId sender = user();
        UserId member = user();
        UserId muted = user();
        UserId kept = user();
        ChatId chat = group(sender, member, muted, kept);
        store().transactions().run(() -> store().chat().preferences().set(chat, muted, Mark.MUTED, true));
        String toAll = "Hello @" + username(member) + " @" + username(muted) + " @" + username(kept);
        MessageId message = sendAndNotify(chat, sender, toAll);
        edit(message, sender, "Hello @" + username(kept));
        for (int i = 0; i < 2; i++) {
            run(store -> store.notifyOfEdit(stamp(NOW), chat, message));
        }
        assertThat(list(member))
                .containsExactly(ofMessage(NotificationType.MESSAGE_CREATED, member, chat, message, sender));
        assertThat(list(muted)).isEmpty();
        assertThat(list(kept)).containsExactly(ofMessage(NotificationType.MENTION, kept, chat, message, sender));

        edit(message, sender, toAll);
        run(store -> store.notifyOfEdit(stamp(NOW), chat, message));
        for (UserId again : List.of(member, muted, kept)) {
            assertThat(types(again)).as("mentioned again").containsExactly(NotificationType.MENTION);
        }
    }

    @Test
    @Tag("N5")
    default void aReactionThatIsTakenBackIsNotTold() {
        UserId sender = user();
        UserId actor = user();
        UserId other = user();
        ChatId chat = group(sender, actor, other);
        MessageId message = send(chat, sender, "Hello");
        react(chat, message, actor);
        react(chat, message, other);
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, actor, "👍"));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, other, "👍"));
        react(chat, message, actor);
        for (int i = 0; i < 2; i++) {
            run(store -> store.takeReactionBack(chat, message, actor, "👍"));
        }
        assertThat(list(sender)).extracting(NotificationView::actor).containsExactly(other);

        react(chat, message, actor);
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, actor, "👍"));
        assertThat(list(sender)).extracting(NotificationView::actor).containsExactly(actor, other);
    }

    @Test
    @Tag("N5")
    default void whatIsDeletedForOneselfOrClearedIsNotToldLaterEither() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId hidden = send(chat, sender, "Hello @" + username(member));
        MessageId own = send(chat, member, "Mine");
        store().transactions().run(() -> store().message().changes().hide(chat, hidden, member));
        store().transactions().run(() -> store().message().changes().hide(chat, own, member));
        react(chat, own, sender);
        notifyOfMessage(chat, sender, hidden);
        run(store -> store.notifyOfEdit(stamp(NOW), chat, hidden));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, own, sender, "👍"));
        assertThat(list(member)).as("hidden").isEmpty();

        MessageId cleared = send(chat, sender, "Hello again @" + username(member));
        store().transactions().run(() -> store().chat().preferences().clear(chat, member));
        notifyOfMessage(chat, sender, cleared);
        run(store -> store.notifyOfEdit(stamp(NOW), chat, cleared));
        assertThat(list(member)).as("cleared").isEmpty();
        MessageId later = sendAndNotify(chat, sender, "Later");
        assertThat(messages(member, null, 10)).containsExactly(later);
    }

    @Test
    default void theSenderIsToldOfAReactionOnce() {
        UserId sender = user();
        UserId actor = user();
        ChatId chat = group(sender, actor);
        MessageId message = send(chat, sender, "Hello");
        react(chat, message, actor);
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, actor, "👍"));
        run(store -> store.notifyOfReaction(stamp(NOW.plusSeconds(1)), chat, message, actor, "👍"));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, actor, "❤️"));

        assertThat(list(sender))
                .as("of the one that was given, once")
                .containsExactly(new NotificationView(
                        newest(sender), sender, NotificationType.REACTION_ADDED, chat, message, actor, "👍", NOW));
        assertThat(newest(sender)).as("newer than the message").isGreaterThan(message.value());
        assertThat(list(actor)).as("of the user who reacted").isEmpty();
    }

    @Test
    default void nobodyIsToldOfTheirOwnDoings() {
        UserId user = user();
        ChatId chat = group(user);
        MessageId message = send(chat, user, "Hello @" + username(user));
        react(chat, message, user);
        notifyOfMessage(chat, user, message);
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, user, "👍"));
        run(store -> store.notifyFirstMembers(stamp(NOW), chat, user));

        assertThat(list(user)).isEmpty();
    }

    @Test
    default void whomAGroupWasMadeWithIsToldSo() {
        UserId creator = user();
        UserId first = user();
        UserId late = user();
        ChatId chat = group(creator, first);
        store().transactions().run(() -> store().chat().memberships().add(chat, late, NOW.plusSeconds(1)));
        ChatId pair = privateChat(creator, first);
        run(store -> store.notifyFirstMembers(stamp(NOW), chat, creator));
        run(store -> store.notifyFirstMembers(stamp(NOW), pair, creator));

        assertThat(list(first))
                .as("of the group, not of the private chat")
                .containsExactly(new NotificationView(
                        newest(first), first, NotificationType.MEMBER_ADDED, chat, null, creator, null, NOW));
        assertThat(list(late)).as("of a member who joined later").isEmpty();
        assertThat(list(creator)).isEmpty();
    }

    @Test
    default void oneUserIsToldSomethingAboutAChat() {
        UserId user = user();
        UserId actor = user();
        ChatId chat = group(actor, user);
        notifyMember(user, chat, actor, "admin");

        assertThat(list(user))
                .containsExactly(new NotificationView(
                        newest(user), user, NotificationType.ROLE_CHANGED, chat, null, actor, "admin", NOW));
    }

    @Test
    @Tag("N3")
    default void allKindsAreInOneOrder() {
        UserId actor = user();
        UserId user = user();
        ChatId chat = group(actor, user);
        MessageId own = send(chat, user, "Mine");
        react(chat, own, actor);
        MessageId first = sendAndNotify(chat, actor, "First");
        notifyMember(user, chat, actor, "admin");
        MessageId second = sendAndNotify(chat, actor, "Second, @" + username(user));
        run(store -> store.notifyOfReaction(stamp(NOW), chat, own, actor, "👍"));
        MessageId third = sendAndNotify(chat, actor, "Third");

        assertThat(types(user))
                .containsExactly(
                        NotificationType.MESSAGE_CREATED,
                        NotificationType.REACTION_ADDED,
                        NotificationType.MENTION,
                        NotificationType.ROLE_CHANGED,
                        NotificationType.MESSAGE_CREATED);
        assertThat(ids(user, null, 10))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates()
                .contains(first.value(), second.value(), third.value());
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
        notifyOfMessage(chat, sender, message);
        notifyOfMessage(chat, sender, other);
        run(store -> store.notifyOfReaction(stamp(NOW), chat, message, member, "👍"));
        delete(chat, message, sender);
        for (int i = 0; i < 2; i++) {
            run(store -> store.deleteFor(chat, message));
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
        List<Long> notified = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            notifyMember(user, chat, actor, null);
            notified.add(newest(user));
        }

        assertThat(ids(user, null, 2)).containsExactly(notified.get(4), notified.get(3));
        assertThat(ids(user, notified.get(3), 2))
                .as("the bound is exclusive")
                .containsExactly(notified.get(2), notified.get(1));
        assertThat(ids(user, notified.get(0) + 1, 2))
                .as("a bound that may name nothing")
                .containsExactly(notified.get(0));
        assertThat(ids(user, notified.get(0), 2)).isEmpty();
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
        store().transactions().run(() -> store().chat().preferences().set(chat, muted, Mark.MUTED, true));
        MessageId first = sendAndNotify(chat, sender, "Hello");
        MessageId second = sendAndNotify(chat, sender, "Hello @" + username(mentioned));

        assertThat(list(plain))
                .containsExactly(
                        ofMessage(NotificationType.MESSAGE_CREATED, plain, chat, second, sender),
                        ofMessage(NotificationType.MESSAGE_CREATED, plain, chat, first, sender));
        assertThat(messages(plain, second, 10)).as("behind the second").containsExactly(first);
        assertThat(types(mentioned)).containsExactly(NotificationType.MENTION, NotificationType.MESSAGE_CREATED);
        assertThat(list(muted)).as("of a member who muted it").isEmpty();
        assertThat(list(sender)).as("of the sender").isEmpty();
        delete(chat, second, sender);
        run(store -> store.deleteFor(chat, second));
        assertThat(messages(plain, null, 10)).as("with the second message gone").containsExactly(first);
    }

    @Test
    default void aRollbackTellsNobody() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId notified = sendAndNotify(chat, sender, "Told, @" + username(member));
        MessageId message = send(chat, sender, "Hello @" + username(member));
        long before = notifications().cursor();
        rolledBack(() -> {
            notifications().notifyOfMessages(List.of(new PostedMessage(chat, message, sender)));
            notifications().notifyMember(stamp(NOW), NotificationType.ROLE_CHANGED, member, chat, sender, null);
            notifications().deleteFor(chat, notified);
            notifications().claim();
            notifications().advance(before + 5);
        });

        assertThat(messages(member, null, 10)).containsExactly(notified);
        assertThat(notifications().cursor()).as("the work that was done").isEqualTo(before);
    }

    private void notifyMember(UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        run(store -> store.notifyMember(stamp(NOW), NotificationType.ROLE_CHANGED, user, chat, actor, detail));
    }

    /** The notification of a new message at {@link #NOW}. */
    private static NotificationView ofMessage(
            NotificationType type, UserId user, ChatId chat, MessageId message, UserId sender) {
        return new NotificationView(message.value(), user, type, chat, message, sender, null, NOW);
    }

    private long newest(UserId user) {
        return list(user).getFirst().id();
    }

    private void react(ChatId chat, MessageId message, UserId user) {
        store().transactions().run(() -> {
            store().message().changes().lockMessage(message, user);
            store().message().reactions().toggle(chat, message, user, new Emoji("👍"), NOW);
        });
    }

    private List<NotificationType> types(UserId user) {
        return list(user).stream().map(NotificationView::type).toList();
    }
}
