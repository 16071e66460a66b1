package dev.messenger.application.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.World;
import dev.messenger.application.account.port.Principal;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.SessionId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.message.MessageId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A signal costs no query while no possible recipient is connected. */
class SignalRelayTest {

    private static final UUID PHONE = UUID.randomUUID();

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final Hub hub = Hubs.over(world);
    private final AskedAudience audience =
            new AskedAudience(world.ports().store().audience());
    private final SignalRelay relay = new SignalRelay(
            hub,
            audience,
            world.ports().store().people().relationships(),
            world.ports().presence(),
            world::now);
    private ChatView chat;

    @BeforeEach
    void meet() {
        chat = world.privateChat(ann, bob);
    }

    @Test
    @Tag("P1")
    void nobody_is_asked_who_may_learn_that_someone_came_while_nobody_is_connected() {
        relay.accept(new Signal.Present(ann, true));
        relay.step();

        assertThat(audience.asked).isZero();
    }

    @Test
    @Tag("P1")
    void nor_while_nobody_else_is() {
        connect(ann);
        relay.accept(new Signal.Present(ann, true));
        relay.step();

        assertThat(audience.asked).isZero();
    }

    @Test
    @Tag("P1")
    void a_counterpart_who_is_connected_learns_of_it() {
        connect(ann);
        Subscription bobs = connect(bob);
        relay.accept(new Signal.Present(ann, true));
        relay.step();

        assertThat(audience.asked).isEqualTo(1);
        assertThat(bobs.backlog()).isEqualTo(1);
    }

    @Test
    @Tag("R5")
    void nobody_is_asked_who_may_learn_what_someone_does_while_nobody_else_is_connected() {
        connect(ann);
        relay.accept(typing(true));
        relay.step();
        assertThat(relay.isDoing(chat.chat().id(), ann, Signal.Activity.TYPING)).isTrue();

        world.pass(SignalRelay.TIMEOUT);
        relay.step();
        assertThat(relay.isDoing(chat.chat().id(), ann, Signal.Activity.TYPING)).isFalse();
        assertThat(audience.asked).isZero();
    }

    @Test
    @Tag("R5")
    void who_connects_meanwhile_learns_that_it_ended() {
        relay.accept(typing(true));
        relay.step();
        Subscription bobs = connect(bob);
        relay.accept(typing(false));
        relay.step();

        assertThat(audience.asked).isEqualTo(1);
        assertThat(bobs.backlog()).isEqualTo(1);
    }

    private Signal typing(boolean active) {
        return new Signal.Doing(chat.chat().id(), ann, Signal.Activity.TYPING, active, PHONE);
    }

    private Subscription connect(UserId user) {
        return hub.add(new Principal(user, new SessionId(UUID.randomUUID())), null);
    }

    /** Counts how often it was asked. */
    private static final class AskedAudience implements Audience {

        private final Audience audience;
        private int asked;

        AskedAudience(Audience audience) {
            this.audience = audience;
        }

        private Audience asked() {
            asked++;
            return audience;
        }

        @Override
        public Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among) {
            return asked().members(chats, among);
        }

        @Override
        public Map<ChatId, Set<UserId>> lastMembers(Set<ChatId> deleted, Set<UserId> among) {
            return asked().lastMembers(deleted, among);
        }

        @Override
        public Map<ChatId, ChatCounts> counts(Set<ChatId> chats) {
            return asked().counts(chats);
        }

        @Override
        public Map<MessageId, Set<UserId>> mentioned(ChatId in, Set<MessageId> messages) {
            return asked().mentioned(in, messages);
        }

        @Override
        public Set<UserId> counterparts(UserId user, Set<UserId> among) {
            return asked().counterparts(user, among);
        }

        @Override
        public Set<UserId> fellows(UserId user, Set<UserId> among) {
            return asked().fellows(user, among);
        }
    }
}
