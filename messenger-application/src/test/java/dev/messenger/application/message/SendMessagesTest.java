package dev.messenger.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RateLimited;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SendMessagesTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final UserId eve = world.person("eve");

    @Test
    @Tag("M1")
    void keepsTheTextExactlyAsSent() {
        ChatView chat = world.privateChat(ann, bob);
        MessageView sent = world.send(ann, chat, "  Grüße\n\t👋 ");

        assertThat(sent.message().text()).isEqualTo(new MessageText("  Grüße\n\t👋 "));
        assertThat(sent.message().createdAt()).isEqualTo(world.now());
        assertThat(sent.message().updatedAt()).isEqualTo(world.now());
        assertThat(sent.deliveryStatus()).isEqualTo(DeliveryStatus.SENT);
        assertThat(world.history(bob, chat, null, 10))
                .containsExactly(sent.message().id());
        assertThat(world.eventsOf(chat.id()))
                .last()
                .isEqualTo(new Event.MessageCreated(chat.id(), sent.message().id(), ann));
    }

    @Test
    @Tag("M1")
    void onlyATextNeedsText() {
        ChatView chat = world.privateChat(ann, bob);
        MessageView picture = world.send(ann, new SendMessages.Command(chat.id(), MessageType.IMAGE, null, null, null));

        assertThat(picture.message().text()).isNull();
        assertThatThrownBy(() -> new SendMessages.Command(chat.id(), MessageType.TEXT, null, null, null))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    @Tag("M1")
    void inAChannelStaffAlonePosts() {
        ChatView channel = world.channel(ann, bob);
        world.send(ann, channel, "News");

        assertThatThrownBy(() -> world.send(bob, channel, "A comment"))
                .isInstanceOfSatisfying(
                        Forbidden.class, e -> assertThat(e.code()).isEqualTo("not_permitted"));
        assertThat(world.history(bob, channel, null, 10)).hasSize(1);
    }

    @Test
    @Tag("H6")
    void strangersDoNotPost() {
        assertThatThrownBy(() -> world.send(eve, world.privateChat(ann, bob), "Hi"))
                .isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(() -> world.send(eve, world.group(ann, bob), "Hi")).isInstanceOf(ChatNotFound.class);
        assertThatThrownBy(() -> world.send(eve, world.publicGroup(ann, "open_group"), "Hi"))
                .as("what can be seen is forbidden, not hidden")
                .isInstanceOfSatisfying(
                        Forbidden.class, e -> assertThat(e.code()).isEqualTo("not_a_member"));
        assertThatThrownBy(() -> world.send(eve, reply(new ChatId(1L << 50), null)))
                .isInstanceOf(ChatNotFound.class);
    }

    @Test
    @Tag("M3")
    void repliesToWhatIsVisibleInTheSameChat() {
        ChatView chat = world.privateChat(ann, bob);
        ChatView other = world.group(ann, bob);
        MessageId here = world.send(bob, chat, "Here").message().id();
        MessageId elsewhere = world.send(bob, other, "Elsewhere").message().id();

        assertThat(world.send(ann, reply(chat.id(), here)).message().replyTo()).isEqualTo(here);
        world.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> world.send(ann, reply(chat.id(), elsewhere))).isInstanceOf(MessageNotFound.class);
        assertThatThrownBy(() -> world.send(ann, reply(chat.id(), new MessageId(1L << 50))))
                .isInstanceOf(MessageNotFound.class);
        assertThat(world.history(ann, chat, null, 10))
                .as("what was refused is not there")
                .hasSize(2);
    }

    @Test
    @Tag("L1")
    void limitsMessagesByUserWhereverTheyGo() {
        ChatView one = world.privateChat(ann, bob);
        ChatView other = world.group(ann);
        for (int i = 1; i <= 120; i++) {
            world.send(ann, i % 2 == 0 ? one : other, "Message " + i);
        }

        RateLimited refused = catchThrowableOfType(RateLimited.class, () -> world.send(ann, one, "Message 121"));
        assertThat(refused.retryAfterSeconds()).isEqualTo(60);
        assertThat(world.send(bob, one, "Others are free")).isNotNull();
        world.pass(Duration.ofSeconds(60));
        assertThat(world.send(ann, one, "A minute later")).isNotNull();
    }

    @Test
    @Tag("L1")
    void whatIsRefusedDoesNotCount() {
        ChatView channel = world.channel(ann, bob);
        ChatView chat = world.privateChat(ann, bob);
        for (int i = 0; i < 130; i++) {
            String text = "Comment " + i;
            assertThatThrownBy(() -> world.send(bob, channel, text)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> world.send(bob, reply(chat.id(), new MessageId(1L << 50))))
                    .isInstanceOf(MessageNotFound.class);
        }

        assertThat(world.send(bob, chat, "The first that counts")).isNotNull();
    }

    @Test
    @Tag("L1")
    void refusesTheSameTextForAMoment() {
        ChatView chat = world.privateChat(ann, bob);
        ChatView other = world.group(ann, bob);
        world.send(ann, chat, "Hello");
        assertThatThrownBy(() -> world.send(ann, chat, "Hello")).isInstanceOf(RateLimited.class);

        assertThat(world.send(ann, chat, "hello")).as("another text").isNotNull();
        assertThat(world.send(ann, other, "Hello")).as("another chat").isNotNull();
        assertThat(world.send(bob, chat, "Hello")).as("another user").isNotNull();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.send(ann, chat, "Hello")).as("two seconds later").isNotNull();
    }

    @Test
    @Tag("L1")
    void picturesWithoutCaptionsAreNoDuplicates() {
        ChatView chat = world.privateChat(ann, bob);
        SendMessages.Command picture = new SendMessages.Command(chat.id(), MessageType.IMAGE, null, null, null);

        assertThat(world.send(ann, picture).message().id())
                .isNotEqualTo(world.send(ann, picture).message().id());
    }

    private static SendMessages.Command reply(ChatId chat, @Nullable MessageId to) {
        return new SendMessages.Command(chat, MessageType.TEXT, new MessageText("A reply"), null, to);
    }
}
