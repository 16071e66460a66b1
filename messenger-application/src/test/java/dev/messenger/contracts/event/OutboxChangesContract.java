package dev.messenger.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A committed event is visible as a change at once, with or without a cursor (rule C13). */
@Tag("C13")
@PortContract(Outbox.class)
public interface OutboxChangesContract extends StoreContract {

    /** More than other tests append at the same time. */
    int PLENTY = 100_000;

    @Test
    default void tellsOfWhatWasCommittedJustNow() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        Event event = new Event.ChatUpdated(chat, user);
        append(event);

        assertThat(newsOf(chat, start)).extracting(Outbox.Arrived::event).containsExactly(event);
    }

    @Test
    default void tellsOfNothingThatWasRolledBack() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        rolledBack(() -> store().outbox().append(new Event.ChatUpdated(chat, user)));

        assertThat(newsOf(chat, start)).isEmpty();
    }

    @Test
    default void tellsOfPostedMessages() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        MessageId message = send(chat, user, "Hello");

        assertThat(newsOf(chat, start))
                .extracting(Outbox.Arrived::event)
                .containsExactly(new Event.MessageCreated(chat, message, user));
    }

    @Test
    default void tellsOfEachOfThoseThatWerePostedTogether() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        List<MessageId> messages =
                sendTogether(List.of(text(chat, user, "One", null, null), text(chat, user, "Two", null, null)));
        List<Event> expected = messages.stream()
                .<Event>map(message -> new Event.MessageCreated(chat, message, user))
                .toList();
        List<Outbox.Arrived> before = newsOf(chat, start);
        assertThat(before).extracting(Outbox.Arrived::event).isEqualTo(expected);
        assertThat(before)
                .extracting(Outbox.Arrived::id)
                .isEqualTo(messages.stream().map(MessageId::value).toList());
        assertThat(store().outbox().changes(start, 2).complete())
                .as("each of them counts")
                .isFalse();

        assertThat(store().outbox().last()).isGreaterThanOrEqualTo(start + 2);
        assertThat(newsOf(chat, start))
                .extracting(Outbox.Arrived::id, Outbox.Arrived::event)
                .as("the same with cursors")
                .isEqualTo(
                        before.stream().map(one -> tuple(one.id(), one.event())).toList());
    }

    @Test
    default void anEventKeepsItsIdWhenItGetsACursorAndIsNoNewsBehindIt() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        append(new Event.ChatUpdated(chat, user));
        Outbox.Arrived before = newsOf(chat, start).getFirst();
        long last = store().outbox().last();
        Outbox.Arrived after = newsOf(chat, start).getFirst();

        assertThat(after)
                .extracting(Outbox.Arrived::id, Outbox.Arrived::event)
                .isEqualTo(tuple(before.id(), before.event()).toList());
        assertThat(after.cursor()).isGreaterThan(start).isLessThanOrEqualTo(last);
        assertThat(newsOf(chat, last)).isEmpty();
    }

    @Test
    default void saysWhenThereIsMoreThanWasAskedFor() {
        UserId user = user();
        ChatId chat = group(user);
        long start = store().outbox().last();
        for (int i = 0; i < 3; i++) {
            append(new Event.ChatUpdated(chat, user));
        }
        assertThat(store().outbox().changes(start, 3).complete()).isFalse();
        assertThat(store().outbox().changes(start, PLENTY).complete()).isTrue();

        assertThat(store().outbox().last()).isGreaterThanOrEqualTo(start + 3);
        assertThat(store().outbox().changes(start, 3).complete())
                .as("numbered by now")
                .isFalse();
        assertThat(store().outbox().changes(start, PLENTY).complete()).isTrue();
    }

    @Test
    default void aNewChatTellsWhoIsInIt() {
        UserId owner = user();
        UserId member = user();
        ChatId chat = group(owner, member);
        long start = store().outbox().last();
        append(new Event.ChatCreated(chat, owner));
        append(new Event.ChatUpdated(chat, owner));

        assertThat(newsOf(chat, start).getFirst().joined()).containsExactlyInAnyOrder(owner, member);
        assertThat(newsOf(chat, start).getLast().joined())
                .as("the members of an existing chat are no change")
                .isEmpty();
    }

    @Test
    default void tellsOfPrivacyWhichNobodyMisses() {
        UserId person = user();
        UserId other = user();
        privateChat(person, other);
        long start = store().outbox().last();
        Event forAll = new Event.PrivacyChanged(person, null);
        Event forOne = new Event.PrivacyChanged(person, other);
        append(forAll);
        append(forOne);

        assertThat(store().outbox().changes(start, PLENTY).events())
                .extracting(Outbox.Arrived::event)
                .contains(forAll, forOne);
        long last = store().outbox().last();
        for (UserId one : List.of(person, other)) {
            assertThat(store().outbox().missed(one, start, last, 10).events()).isEmpty();
        }
    }

    private void append(Event event) {
        store().transactions().run(() -> store().outbox().append(event));
    }

    private List<Outbox.Arrived> newsOf(ChatId chat, long after) {
        return store().outbox().changes(after, PLENTY).events().stream()
                .filter(arrived -> arrived.event() instanceof Event.OfChat event
                        && event.chat().equals(chat))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }
}
