package dev.messenger.application.message;

import static dev.messenger.application.message.ReadStates.Progress.DELIVERED;
import static dev.messenger.application.message.ReadStates.Progress.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.ReadPositions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadStatesTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final ChatView chat = world.privateChat(ann, bob);
    private final MessageId first = world.send(ann, chat, "First").message().id();
    private final MessageId second = world.send(ann, chat, "Second").message().id();

    @Test
    @Tag("M5")
    void positionsOnlyMoveForward() {
        assertThat(update(bob, first, DELIVERED)).isEqualTo(new ReadPositions(first, null));
        assertThat(update(bob, second, DELIVERED)).isEqualTo(new ReadPositions(second, null));
        assertThat(update(bob, first, DELIVERED)).as("not back").isEqualTo(new ReadPositions(second, null));
        assertThat(update(bob, first, READ)).isEqualTo(new ReadPositions(second, first));
        assertThat(update(bob, second, READ)).isEqualTo(new ReadPositions(second, second));
        assertThat(update(bob, first, READ)).as("not back").isEqualTo(new ReadPositions(second, second));
    }

    @Test
    @Tag("M5")
    void readingMovesBoth() {
        assertThat(update(bob, second, READ)).isEqualTo(new ReadPositions(second, second));
    }

    @Test
    @Tag("M5")
    void ofManyAtOnceTheFurthestStays() {
        Together.succeed(8, number -> update(bob, number == 3 ? second : first, READ));

        assertThat(update(bob, first, DELIVERED)).isEqualTo(new ReadPositions(second, second));
    }

    @Test
    @Tag("M5")
    void wantsAMessageThatIsVisibleInThatChat() {
        UserId eve = world.person("eve");
        ChatView other = world.group(bob);
        MessageId elsewhere = world.send(bob, other, "Elsewhere").message().id();

        assertThatThrownBy(() -> update(bob, elsewhere, READ)).isInstanceOf(MessageNotFound.class);
        assertThatThrownBy(() -> update(bob, new MessageId(1L << 50), READ)).isInstanceOf(MessageNotFound.class);
        assertThatThrownBy(() -> update(eve, first, READ)).isInstanceOf(MessageNotFound.class);
        assertThat(update(bob, first, DELIVERED)).as("nothing moved").isEqualTo(new ReadPositions(first, null));
    }

    @Test
    @Tag("M5")
    void tellsOthersOfEachStepOnce() {
        update(bob, first, DELIVERED);
        update(bob, first, DELIVERED);
        update(bob, second, READ);
        update(bob, second, READ);
        update(bob, first, READ);
        List<Event> steps = world.eventsOf(chat.id()).stream()
                .filter(event -> event instanceof Event.MessageDelivered || event instanceof Event.MessageRead)
                .toList();

        assertThat(steps)
                .containsExactly(
                        new Event.MessageDelivered(chat.id(), first, bob),
                        new Event.MessageRead(chat.id(), second, bob));
    }

    @Test
    @Tag("M4")
    void theSenderSeesHowFarAMessageGot() {
        assertThat(status(ann, second)).isEqualTo(DeliveryStatus.SENT);
        update(bob, second, DELIVERED);
        assertThat(status(ann, second)).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(status(ann, first)).as("passed by the position").isEqualTo(DeliveryStatus.DELIVERED);
        update(bob, first, READ);
        assertThat(status(ann, first)).isEqualTo(DeliveryStatus.READ);
        assertThat(status(ann, second)).as("not read yet").isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(status(bob, first)).as("on messages of others").isNull();
    }

    @Test
    @Tag("M4")
    void theSendersOwnReadingSaysNothing() {
        update(ann, second, READ);

        assertThat(status(ann, second)).isEqualTo(DeliveryStatus.SENT);
    }

    private ReadPositions update(UserId user, MessageId message, ReadStates.Progress progress) {
        return world.messenger().messages().readStates().update(user, chat.id(), message, progress);
    }

    private @Nullable DeliveryStatus status(UserId viewer, MessageId message) {
        return world.messenger().messages().reading().history(viewer, chat.id(), null, 10).stream()
                .filter(view -> view.message().id().equals(message))
                .findFirst()
                .orElseThrow()
                .deliveryStatus();
    }
}
