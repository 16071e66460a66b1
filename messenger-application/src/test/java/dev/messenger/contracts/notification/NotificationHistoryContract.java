package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A message notifies whoever was eligible when it arrived; later changes do not retract it (rules N1, N3, N4), unless the recipient
 * deletes or clears it, or is no longer mentioned (rule N5).
 */
@Tag("N1")
@Tag("N4")
@PortContract(NotificationStore.class)
public interface NotificationHistoryContract extends Notifying {

    @Test
    @Tag("H13")
    default void whoMutesKeepsWhatWasToldBeforeAndIsToldAgainOnceUnmuted() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        List<MessageId> notified = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            notified.addFirst(sendAndNotify(chat, sender));
            mute(chat, member, true);
            mute(chat, member, true);
            sendAndNotify(chat, sender);
            mute(chat, member, false);
            mute(chat, member, false);
        }
        assertThat(messages(member, null, 10)).isEqualTo(notified);
        mute(chat, member, true);

        assertThat(messages(member, null, 10)).as("muted again").isEqualTo(notified);
        assertThat(messages(member, notified.getFirst(), 1))
                .as("the page behind the newest")
                .containsExactly(notified.get(1));
    }

    @Test
    @Tag("H13")
    default void mutingAndUnmutingAtOnceTellsNothingTwice() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        List<MessageId> notified = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            notified.addFirst(sendAndNotify(chat, sender));
            Together.succeed(4, number -> {
                mute(chat, member, number % 2 == 0);
                return true;
            });
            mute(chat, member, false);
        }

        assertThat(messages(member, null, 20)).isEqualTo(notified);
    }

    @Test
    @Tag("H9")
    default void whoLeavesKeepsWhatWasToldAndIsNotToldOfTheTimeBetween() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId first = sendAndNotify(chat, sender);
        leave(chat, member);
        sendAndNotify(chat, sender);
        assertThat(messages(member, null, 10)).as("not a member").containsExactly(first);
        join(chat, member);
        MessageId third = sendAndNotify(chat, sender);
        mute(chat, member, true);
        leave(chat, member);
        sendAndNotify(chat, sender);
        join(chat, member);
        MessageId fifth = sendAndNotify(chat, sender);

        assertThat(messages(member, null, 10)).containsExactly(fifth, third, first);
    }

    @Test
    @Tag("N5")
    @Tag("H12")
    default void whoClearsAChatLosesWhatItsMessagesTold() {
        UserId sender = user();
        UserId member = user();
        UserId other = user();
        ChatId chat = group(sender, member, other);
        ChatId elsewhere = group(sender, member);
        MessageId there = sendAndNotify(elsewhere, sender, "Hello @" + username(member));
        List<MessageId> all = new ArrayList<>();
        all.addFirst(sendAndNotify(chat, sender));
        mute(chat, member, true);
        all.addFirst(sendAndNotify(chat, sender, "Hello @" + username(member)));
        mute(chat, member, false);
        all.addFirst(sendAndNotify(chat, sender));
        assertThat(messages(member, null, 10)).hasSize(4);
        store().transactions().run(() -> store().chat().preferences().clear(chat, member));
        assertThat(messages(member, null, 10)).containsExactly(there);
        assertThat(messages(other, null, 10)).isEqualTo(all);

        MessageId later = sendAndNotify(chat, sender);
        mute(chat, member, true);
        assertThat(messages(member, null, 10)).containsExactly(later, there);
        leave(chat, member);
        assertThat(messages(member, null, 10))
                .as("nor does it come back on leaving")
                .containsExactly(later, there);
    }

    @Test
    @Tag("N5")
    @Tag("H11")
    default void whoHidesAPrivateChatLosesWhatItsMessagesTold() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = privateChat(sender, member);
        sendAndNotify(chat, sender, "Hello @" + username(member));
        sendAndNotify(chat, sender);
        store().transactions().run(() -> store().chat().preferences().hide(chat, member));
        assertThat(list(member)).isEmpty();
    }

    @Test
    @Tag("N5")
    @Tag("M8")
    default void whoDeletesAMessageForThemselvesLosesWhatItTold() {
        UserId sender = user();
        UserId member = user();
        UserId other = user();
        ChatId chat = group(sender, member, other);
        MessageId plain = sendAndNotify(chat, sender);
        MessageId mention = sendAndNotify(chat, sender, "Hello @" + username(member));
        MessageId kept = sendAndNotify(chat, sender);
        for (MessageId hidden : List.of(plain, mention, mention)) {
            store().transactions().run(() -> store().message().changes().hide(chat, hidden, member));
        }
        edit(mention, sender, "Hello");
        run(store -> store.notifyOfEdit(stamp(NOW), chat, mention));

        assertThat(messages(member, null, 10)).containsExactly(kept);
        assertThat(messages(other, null, 10)).containsExactly(kept, mention, plain);
    }

    @Test
    @Tag("U8")
    default void blockingAndUnblockingChangeNothingOfWhatWasTold() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        MessageId before = sendAndNotify(chat, sender);
        block(member, sender, true);
        sendAndNotify(chat, sender);
        assertThat(messages(member, null, 10)).as("blocked").containsExactly(before);
        block(member, sender, false);
        MessageId after = sendAndNotify(chat, sender);

        assertThat(messages(member, null, 10)).containsExactly(after, before);
        assertThat(list(sender)).isEmpty();
    }

    @Test
    @Tag("H11")
    @Tag("N3")
    default void whatWasToldOfMessagesGoesWithTheirChat() {
        UserId sender = user();
        UserId member = user();
        UserId former = user();
        ChatId chat = group(sender, member, former);
        ChatId other = group(sender, member);
        sendAndNotify(chat, sender);
        MessageId there = sendAndNotify(other, sender);
        sendAndNotify(chat, sender, "Hello @" + username(member));
        leave(chat, former);
        store().transactions().run(() -> {
            store().chat().chats().lock(chat, sender);
            store().chat().chats().remove(chat, NOW);
        });

        assertThat(messages(member, null, 10)).as("of the other chat alone").containsExactly(there);
        assertThat(list(former)).isEmpty();
    }

    @Test
    default void aChatThatGrowsAndShrinksTellsTheSame() {
        UserId sender = user();
        UserId member = user();
        UserId muted = user();
        ChatId chat = group(sender, member, muted);
        mute(chat, muted, true);
        MessageId small = sendAndNotify(chat, sender);
        List<UserId> crowd = new ArrayList<>();
        for (int i = 0; i < NotificationStore.LARGE_CHAT; i++) {
            crowd.add(user());
            join(chat, crowd.getLast());
        }
        MessageId large = sendAndNotify(chat, sender);
        crowd.forEach(one -> leave(chat, one));
        mute(chat, muted, false);
        MessageId smallAgain = sendAndNotify(chat, sender);

        assertThat(messages(member, null, 10)).containsExactly(smallAgain, large, small);
        assertThat(messages(muted, null, 10)).containsExactly(smallAgain);
        assertThat(messages(crowd.getFirst(), null, 10)).containsExactly(large);
    }

    @Test
    @Tag("N3")
    default void inALargeChatAMentionByAnEditTakesThePlaceOfTheMessageToo() {
        UserId sender = user();
        List<UserId> members = new ArrayList<>();
        for (int i = 0; i < NotificationStore.LARGE_CHAT; i++) {
            members.add(user());
        }
        ChatId chat = group(sender, members.toArray(UserId[]::new));
        UserId plain = members.get(0);
        UserId mentioned = members.get(1);
        MessageId message = sendAndNotify(chat, sender, "Hello");
        edit(message, sender, "Hello @" + username(mentioned));
        run(store -> store.notifyOfEdit(stamp(NOW), chat, message));

        assertThat(list(mentioned)).extracting(NotificationView::type).containsExactly(NotificationType.MENTION);
        assertThat(ids(mentioned, null, 10)).as("newer than the message").allMatch(id -> id > message.value());
        assertThat(list(plain)).extracting(NotificationView::type).containsExactly(NotificationType.MESSAGE_CREATED);
    }

    @Test
    @Tag("C8")
    default void pagesTakeFromAllChatsWhateverTheirNumber() {
        UserId sender = user();
        UserId member = user();
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            chats.add(group(sender, member));
        }
        List<Long> all = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            all.addFirst(sendAndNotify(chats.get(n * n % 11 % 7), sender).value());
        }

        for (int limit : new int[] {1, 2, 3, 7, 8, 20, 59, 60, 61}) {
            List<Long> paged = new ArrayList<>();
            List<Long> page = ids(member, null, limit);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = ids(member, page.getLast(), limit);
            }
            assertThat(paged).as("in pages of %d", limit).isEqualTo(all);
        }
    }

    /** Compares with a plain model that stores each notification for its recipient. */
    @Test
    @Tag("M6")
    @Tag("C8")
    default void historiesOfAllKindsTellWhatAPlainModelTells() {
        for (long seed = 1; seed <= 4; seed++) {
            new NotificationModel(this, seed).play(120);
        }
    }

    private MessageId sendAndNotify(ChatId chat, UserId sender) {
        return sendAndNotify(chat, sender, "Hello");
    }

    private void mute(ChatId chat, UserId member, boolean on) {
        store().transactions().run(() -> store().chat().preferences().set(chat, member, Mark.MUTED, on));
    }

    private void join(ChatId chat, UserId user) {
        store().transactions().run(() -> store().chat().memberships().add(chat, user, NOW));
    }

    private void leave(ChatId chat, UserId user) {
        store().transactions().run(() -> store().chat().memberships().remove(chat, user));
    }

    private void block(UserId blocker, UserId blocked, boolean on) {
        store().transactions().run(() -> {
            if (on) {
                store().people().blocks().add(blocker, blocked, NOW);
            } else {
                store().people().blocks().remove(blocker, blocked);
            }
        });
    }
}
