package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.Arrangements.Mark;
import dev.messenger.application.notification.NotificationView;
import dev.messenger.application.notification.port.NotificationStore;
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

/** Of a message is told who was to be told when it came, whatever they and the chat did since (rules N1, N3, N4). */
@Tag("N1")
@Tag("N4")
@PortContract(NotificationStore.class)
public interface NotificationHistoryContract extends Telling {

    @Test
    @Tag("H13")
    default void whoMutesKeepsWhatWasToldBeforeAndIsToldAgainOnceUnmuted() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        for (long cursor = 1; cursor <= 5; cursor += 2) {
            tell(cursor, chat, sender);
            mute(chat, member, true);
            mute(chat, member, true);
            tell(cursor + 1, chat, sender);
            mute(chat, member, false);
            mute(chat, member, false);
        }
        assertThat(ids(member, null, 10)).containsExactly(5L, 3L, 1L);
        mute(chat, member, true);

        assertThat(ids(member, null, 10)).as("muted again").containsExactly(5L, 3L, 1L);
        assertThat(ids(member, 5L, 1)).as("the page behind the newest").containsExactly(3L);
    }

    @Test
    @Tag("H13")
    default void mutingAndUnmutingAtOnceTellsNothingTwice() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        for (long cursor = 1; cursor <= 10; cursor++) {
            tell(cursor, chat, sender);
            Together.succeed(4, number -> {
                mute(chat, member, number % 2 == 0);
                return true;
            });
            mute(chat, member, false);
        }

        assertThat(ids(member, null, 20)).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    @Tag("H9")
    default void whoLeavesKeepsWhatWasToldAndIsNotToldOfTheTimeBetween() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        tell(1, chat, sender);
        leave(chat, member);
        tell(2, chat, sender);
        assertThat(ids(member, null, 10)).as("not a member").containsExactly(1L);
        join(chat, member);
        tell(3, chat, sender);
        mute(chat, member, true);
        leave(chat, member);
        tell(4, chat, sender);
        join(chat, member);
        tell(5, chat, sender);

        assertThat(ids(member, null, 10)).containsExactly(5L, 3L, 1L);
    }

    @Test
    @Tag("U8")
    default void blockingAndUnblockingChangeNothingOfWhatWasTold() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        tell(1, chat, sender);
        block(member, sender, true);
        tell(2, chat, sender);
        assertThat(ids(member, null, 10)).as("blocked").containsExactly(1L);
        block(member, sender, false);
        tell(3, chat, sender);

        assertThat(ids(member, null, 10)).containsExactly(3L, 1L);
        assertThat(ids(sender, null, 10)).isEmpty();
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
        tell(1, chat, sender);
        tell(2, other, sender);
        MessageId mention = send(chat, sender, "Hello @" + username(member));
        tellOfMessage(3, chat, mention);
        leave(chat, former);
        store().transactions().run(() -> {
            store().chats().lock(chat, sender);
            store().chats().remove(chat, NOW);
        });

        assertThat(ids(member, null, 10)).as("of the other chat alone").containsExactly(2L);
        assertThat(ids(former, null, 10)).isEmpty();
    }

    @Test
    default void aChatThatGrowsAndShrinksTellsTheSame() {
        UserId sender = user();
        UserId member = user();
        UserId muted = user();
        ChatId chat = group(sender, member, muted);
        mute(chat, muted, true);
        tell(1, chat, sender);
        List<UserId> crowd = new ArrayList<>();
        for (int i = 0; i < NotificationStore.LARGE_CHAT; i++) {
            crowd.add(user());
            join(chat, crowd.getLast());
        }
        tell(2, chat, sender);
        crowd.forEach(one -> leave(chat, one));
        mute(chat, muted, false);
        tell(3, chat, sender);

        assertThat(ids(member, null, 10)).containsExactly(3L, 2L, 1L);
        assertThat(ids(muted, null, 10)).containsExactly(3L);
        assertThat(ids(crowd.getFirst(), null, 10)).containsExactly(2L);
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
        MessageId message = send(chat, sender, "Hello");
        tellOfMessage(1, chat, message);
        edit(message, sender, "Hello @" + username(mentioned));
        run(store -> store.tellNewlyMentioned(moment(2), chat, message));

        assertThat(list(mentioned))
                .extracting(NotificationView::id, NotificationView::type)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, NotificationType.MENTION));
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
            long cursor = 10L + n;
            tell(cursor, chats.get(n * n % 11 % 7), sender);
            all.addFirst(cursor);
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

    /** Against a plain model that stores for each user what they are told when they are told it. */
    @Test
    @Tag("M6")
    @Tag("C8")
    default void historiesOfAllKindsTellWhatAPlainModelTells() {
        for (long seed = 1; seed <= 4; seed++) {
            new NotificationModel(this, seed).play(120);
        }
    }

    private void tell(long cursor, ChatId chat, UserId sender) {
        tellOfMessage(cursor, chat, send(chat, sender, "Message " + cursor));
    }

    private void mute(ChatId chat, UserId member, boolean on) {
        store().transactions().run(() -> store().chatStore().arrangements().set(chat, member, Mark.MUTED, on));
    }

    private void join(ChatId chat, UserId user) {
        store().transactions().run(() -> store().chatStore().memberships().add(chat, user, NOW));
    }

    private void leave(ChatId chat, UserId user) {
        store().transactions().run(() -> store().chatStore().memberships().remove(chat, user));
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
