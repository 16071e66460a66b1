package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.contracts.PortContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The retention of notifications (rule N1). */
@Tag("N1")
@PortContract(NotificationStore.class)
public interface NotificationRetentionContract extends Notifying {

    /** Long ago, so that trimming up to it removes nothing of other tests. */
    Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Test
    default void trimsWhatIsOldBitByBit() {
        UserId user = user();
        UserId actor = user();
        ChatId chat = group(actor, user);
        for (int i = 1; i <= 3; i++) {
            run(store -> store.notifyMember(stamp(LONG_AGO), NotificationType.ROLE_CHANGED, user, chat, actor, null));
        }
        run(store -> store.notifyMember(
                stamp(LONG_AGO.plusSeconds(1)), NotificationType.ROLE_CHANGED, user, chat, actor, null));
        long young = ids(user, null, 1).getFirst();

        assertThat(trim(LONG_AGO, 10)).as("nothing is that old").isFalse();
        assertThat(ids(user, null, 10)).hasSize(4);
        assertThat(trim(LONG_AGO.plusSeconds(1), 2))
                .as("two of three: there may be more")
                .isTrue();
        assertThat(ids(user, null, 10)).as("no more than the limit went").hasSize(2);
        assertThat(trim(LONG_AGO.plusSeconds(1), 2)).as("the last one").isFalse();
        assertThat(ids(user, null, 10)).as("a younger one stays").containsExactly(young);
        trim(LONG_AGO.plusSeconds(2), 10);
    }

    @Test
    default void trimsWhatWasToldOfMessagesToo() {
        UserId sender = user();
        UserId member = user();
        ChatId chat = group(sender, member);
        List<MessageId> sent = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String text = (i == 2 ? "Hello @" + username(member) : "Hello") + " " + i;
            MessageId message = send(new NewMessage(
                            chat, sender, MessageType.TEXT, new MessageText(text), null, null, LONG_AGO.plusSeconds(i)))
                    .message()
                    .id();
            sent.add(notifyOfMessage(chat, sender, message));
        }
        while (trim(LONG_AGO.plusSeconds(3), 1)) {
            assertThat(list(member)).as("the last one is young").isNotEmpty();
        }

        assertThat(list(member)).extracting(NotificationView::message).containsExactly(sent.getLast());
        while (trim(LONG_AGO.plusSeconds(4), 10)) {
            assertThat(list(member)).hasSizeLessThanOrEqualTo(1);
        }
    }

    private boolean trim(Instant before, int limit) {
        return inTransaction(() -> notifications().trim(before, limit));
    }
}
