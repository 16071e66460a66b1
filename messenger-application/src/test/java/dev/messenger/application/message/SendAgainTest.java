package dev.messenger.application.message;

import static dev.messenger.application.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same client id again finds the message that it sent. */
@Tag("M2")
class SendAgainTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final ChatView chat = world.privateChat(ann, bob);

    @Test
    void answersWithTheStoredMessage() {
        MessageView first = world.send(ann, text(chat, "Hello", "c-1"));
        world.pass(Duration.ofDays(30));
        MessageView again = world.send(ann, text(chat, "Hello", "c-1"));

        assertThat(again).as("a month later, too").isEqualTo(first);
        assertThat(world.history(bob, chat, null, 10)).hasSize(1);
        assertThat(world.eventsOf(chat.id()))
                .as("others learn of it once")
                .filteredOn(Event.MessageCreated.class::isInstance)
                .hasSize(1);
    }

    @Test
    void answersWithTheMessageAsItIsNow() {
        MessageId id = world.send(ann, text(chat, "Hello", "c-1")).message().id();
        world.messenger().messages().readStates().update(bob, chat.id(), id, ReadStates.Progress.READ);

        assertThat(world.send(ann, text(chat, "Hello", "c-1")).deliveryStatus()).isEqualTo(DeliveryStatus.READ);
    }

    @Test
    void ofManyAtTheSameInstantOneIsStored() {
        List<MessageId> ids = Together.succeed(
                8,
                number -> world.send(ann, text(chat, "Hello", "c-1")).message().id());

        assertThat(ids).as("all get the same").containsOnly(ids.getFirst());
        assertThat(world.history(bob, chat, null, 10)).hasSize(1);
    }

    @Test
    void ofManyOfDifferentContentAtTheSameInstantOneIsStored() {
        List<Together.Outcome<MessageView>> outcomes =
                Together.run(8, number -> world.send(ann, text(chat, "Hello " + number, "c-1")));

        assertThat(outcomes).filteredOn(Together.Outcome::succeeded).hasSize(1);
        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Objects::nonNull)
                .allMatch(ClientMessageIdReused.class::isInstance);
    }

    @Test
    void refusesOtherContent() {
        MessageId first = world.send(ann, text(chat, "Hello", "c-1")).message().id();
        SendMessages.Command otherType = new SendMessages.Command(
                chat.id(), MessageType.IMAGE, new MessageText("Hello"), new ClientMessageId("c-1"), null);
        SendMessages.Command otherReply = new SendMessages.Command(
                chat.id(), MessageType.TEXT, new MessageText("Hello"), new ClientMessageId("c-1"), first);

        assertThatThrownBy(() -> world.send(ann, text(chat, "Hello!", "c-1")))
                .isInstanceOf(ClientMessageIdReused.class);
        assertThatThrownBy(() -> world.send(ann, otherType)).isInstanceOf(ClientMessageIdReused.class);
        assertThatThrownBy(() -> world.send(ann, otherReply)).isInstanceOf(ClientMessageIdReused.class);
        assertThat(world.history(ann, chat, null, 10)).containsExactly(first);
    }

    @Test
    void isTheSendersOwnAndTheChatsOwn() {
        MessageId first = world.send(ann, text(chat, "Hello", "c-1")).message().id();
        ChatView other = world.group(ann, bob);

        assertThat(world.send(bob, text(chat, "Hello", "c-1")).message().id()).isNotEqualTo(first);
        assertThat(world.send(ann, text(other, "Hello", "c-1")).message().id()).isNotEqualTo(first);
    }

    @Test
    void isAnsweredWhenTheLimitIsUsedUp() {
        MessageView first = world.send(ann, text(chat, "Hello", "c-0"));
        world.pass(Duration.ofSeconds(61));
        for (int i = 1; i <= 120; i++) {
            world.send(ann, text(chat, "Message " + i, "c-" + i));
        }
        assertThatThrownBy(() -> world.send(ann, text(chat, "One more", "c-121")))
                .as("the limit is used up")
                .isInstanceOf(RateLimited.class);

        assertThat(world.send(ann, text(chat, "Message 7", "c-7")))
                .as("sent within the minute")
                .isNotNull();
        assertThat(world.send(ann, text(chat, "Hello", "c-0")))
                .as("sent before it, so that the limiter remembers nothing")
                .isEqualTo(first);
        assertThatThrownBy(() -> world.send(ann, text(chat, "Other", "c-7")))
                .as("other content is a conflict, not a matter of limits")
                .isInstanceOf(ClientMessageIdReused.class);
    }

    @Test
    void isAnsweredWithinTheCooldownOfItsOwnText() {
        MessageView first = world.send(ann, text(chat, "Hello", "c-1"));

        assertThat(world.send(ann, text(chat, "Hello", "c-1")))
                .as("a retry at once")
                .isEqualTo(first);
        assertThatThrownBy(() -> world.send(ann, text(chat, "Hello", "c-2")))
                .as("a new message of the same text")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("L1")
    void countsOnce() {
        for (int i = 0; i < 200; i++) {
            world.send(ann, text(chat, "Hello", "c-1"));
        }
        for (int i = 2; i <= 120; i++) {
            world.send(ann, text(chat, "Message " + i, null));
        }

        assertThatThrownBy(() -> world.send(ann, text(chat, "Message 121", null)))
                .as("200 retries counted as one message of 120")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("L1")
    void countsOnceAlsoWhenATwinOvertakesTheCallThatCounted() {
        for (int i = 1; i <= 120; i++) {
            SendMessages.Command command = text(chat, "Message " + i, "c-" + i);
            Messenger slow = overtakenAfterCounting(() -> world.send(ann, command));
            slow.messages().sending().send(ann, command);
        }

        assertThatThrownBy(() -> world.send(ann, text(chat, "One more", null)))
                .as("120 messages count as 120")
                .isInstanceOf(RateLimited.class);
    }

    @Test
    @Tag("L1")
    void aReplayDoesNotStartTheCooldownAnew() {
        world.send(ann, text(chat, "Hello", "c-1"));
        world.pass(Duration.ofSeconds(3));
        world.send(ann, text(chat, "Hello", "c-1"));

        assertThat(world.send(ann, text(chat, "Hello", "c-2")))
                .as("the replay took nothing")
                .isNotNull();
    }

    @Test
    @Tag("L1")
    void aConflictDoesNotCount() {
        world.send(ann, text(chat, "Hello", "c-1"));
        for (int i = 0; i < 200; i++) {
            String other = "Other " + i;
            assertThatThrownBy(() -> world.send(ann, text(chat, other, "c-1")))
                    .isInstanceOf(ClientMessageIdReused.class);
        }

        assertThat(world.send(ann, text(chat, "Still welcome", null))).isNotNull();
    }

    @Test
    void tellsAStrangerNothing() {
        UserId eve = world.person("eve");
        world.send(ann, text(chat, "Hello", "c-1"));

        assertThatThrownBy(() -> world.send(eve, text(chat, "Hello", "c-1"))).isInstanceOf(ChatNotFound.class);
    }

    /** A messenger in which something happens between counting and sending. */
    private Messenger overtakenAfterCounting(Runnable meanwhile) {
        Ports ports = world.ports();
        RateLimiter slow = attempts -> {
            List<RateLimiter.Decision> decisions = ports.limiter().takeAll(attempts);
            meanwhile.run();
            return decisions;
        };
        return Messenger.over(
                new Ports(ports.store(), ports.storage(), slow, ports.security(), ports.mailer(), ports.presence()),
                Settings.defaults(),
                world::now);
    }
}
