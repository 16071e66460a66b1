package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.chat.ChatsContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Delivered and read positions of members, and the status that senders see (rules M4, M5). */
@Tag("M5")
@PortContract(Messages.class)
public interface ReadPositionsContract extends StoreContract {

    @Test
    default void whoIsNoMemberHasNone() {
        ChatId chat = group(user());

        assertThat(positions(chat, user())).isEmpty();
        assertThat(positions(ChatsContract.NOWHERE, user())).isEmpty();
    }

    @Test
    default void beginAtNothing() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);

        assertThat(positions(chat, one)).contains(ReadPositions.START);
        send(chat, one, "Sending is no reading");
        assertThat(positions(chat, one)).contains(ReadPositions.START);
        assertThat(positions(chat, other)).contains(ReadPositions.START);
    }

    @Test
    default void areKeptPerMember() {
        UserId one = user();
        UserId other = user();
        ChatId chat = group(one, other);
        MessageId first = send(chat, one, "1");
        MessageId second = send(chat, one, "2");
        move(chat, other, positions -> positions.readUpTo(first).deliveredUpTo(second));

        assertThat(positions(chat, other)).contains(new ReadPositions(second, first));
        assertThat(positions(chat, one)).as("another's position").contains(ReadPositions.START);
    }

    @Test
    default void aRollbackLeavesThemWhereTheyWere() {
        UserId one = user();
        ChatId chat = group(one);
        MessageId message = send(chat, one, "1");
        rolledBack(() -> store().message().messages().savePositions(chat, one, ReadPositions.START.readUpTo(message)));

        assertThat(positions(chat, one)).contains(ReadPositions.START);
    }

    @Test
    default void twoAtOnceDoNotUndoOneAnother() {
        UserId one = user();
        UserId other = user();
        ChatId chat = group(one, other);
        List<MessageId> messages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            messages.add(send(chat, one, "Message " + i));
        }
        Together.succeed(8, number -> {
            move(
                    chat,
                    other,
                    positions -> number % 2 == 0
                            ? positions.readUpTo(messages.get(number))
                            : positions.deliveredUpTo(messages.get(number)));
            return true;
        });

        assertThat(positions(chat, other))
                .as("the furthest of all 8 updates, in both respects")
                .contains(new ReadPositions(messages.get(7), messages.get(6)));
    }

    @Test
    @Tag("M4")
    default void theSenderSeesHowFarAMessageGot() {
        UserId one = user();
        UserId other = user();
        ChatId chat = privateChat(one, other);
        MessageId first = send(chat, one, "1");
        MessageId second = send(chat, one, "2");
        MessageId third = send(chat, one, "3");
        move(chat, other, positions -> positions.readUpTo(first).deliveredUpTo(second));

        assertThat(status(first, one)).as("at the read position").isEqualTo(DeliveryStatus.READ);
        assertThat(status(second, one)).as("at the delivered position").isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(status(third, one)).as("behind both").isEqualTo(DeliveryStatus.SENT);
        assertThat(status(first, other)).as("on a message of another").isNull();
        assertThat(store().message()
                        .messages()
                        .history(chat, one, null, 10)
                        .orElseThrow()
                        .messages())
                .as("history agrees")
                .extracting(MessageWithStatus::status)
                .containsExactly(DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.READ);
    }

    @Test
    @Tag("M4")
    default void ownPositionsSayNothingToTheSender() {
        UserId one = user();
        ChatId chat = group(one, user());
        MessageId message = send(chat, one, "1");
        move(chat, one, positions -> positions.readUpTo(message));

        assertThat(status(message, one)).isEqualTo(DeliveryStatus.SENT);
    }

    @Test
    @Tag("M4")
    default void oneOfManyReadersIsEnough() {
        UserId one = user();
        UserId reader = user();
        UserId receiver = user();
        ChatId chat = group(one, reader, receiver, user());
        MessageId first = send(chat, one, "1");
        MessageId second = send(chat, one, "2");
        move(chat, reader, positions -> positions.readUpTo(first));
        move(chat, receiver, positions -> positions.deliveredUpTo(second));

        assertThat(status(first, one)).isEqualTo(DeliveryStatus.READ);
        assertThat(status(second, one)).isEqualTo(DeliveryStatus.DELIVERED);
    }

    private Optional<ReadPositions> positions(ChatId chat, UserId member) {
        return inTransaction(() -> store().message().messages().lockPositions(chat, member));
    }

    private void move(ChatId chat, UserId member, UnaryOperator<ReadPositions> step) {
        store().transactions().run(() -> {
            ReadPositions now =
                    store().message().messages().lockPositions(chat, member).orElseThrow();
            store().message().messages().savePositions(chat, member, step.apply(now));
        });
    }

    private @Nullable DeliveryStatus status(MessageId message, UserId viewer) {
        return store().message().messages().find(message, viewer).orElseThrow().status();
    }
}
