package dev.messenger.application.cache;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Changes;
import dev.messenger.application.shared.RequestCoalescer;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * When each chat and each person last changed, on whatever node, as the outbox tells. Time is counted in moments: numbers of
 * this node that grow with each event that it hears of. Thread-safe.
 *
 * <p>Whoever wants to know whether something is still as it was first {@link #catchUp() catches up} with what was committed.
 * That is one statement, which all who ask at the same time share.
 */
final class InvalidationLog {

    /** Beyond so many events nobody looks at each: everything counts as changed. */
    private static final int EVENTS_AT_ONCE = 500;

    /** Beyond so many chats and people everything counts as changed, and the log begins anew. */
    private static final int SUBJECTS = 100_000;

    /** One look serves any number of calls, so that few of them wait for the one that runs. */
    private static final int MIN_BATCH = 12;

    private static final long UNKNOWN = -1;

    private final Outbox outbox;
    private final RequestCoalescer<Object, Long> looks;

    private final Object lock = new Object();

    /** The last change of each, the newest at the end. */
    private final SequencedMap<Object, Long> changed = new LinkedHashMap<>();

    /** Events up to this cursor were heard of, and those of these ids, which had no cursor yet. */
    private long cursor = UNKNOWN;

    private Set<Long> early = Set.of();

    private long moment;

    /** Everything counts as changed in this moment. */
    private long beginning;

    /** @param threads as {@link RequestCoalescer} takes them */
    InvalidationLog(Outbox outbox, @Nullable Executor threads) {
        this.outbox = outbox;
        this.looks = new RequestCoalescer<>(
                calls -> look(calls.size()), call -> call, Integer.MAX_VALUE, MIN_BATCH, threads);
    }

    /** The moment up to which this node knows what changed; it asks nobody. */
    long moment() {
        synchronized (lock) {
            return moment;
        }
    }

    /** {@link #moment} with everything heard of that was committed before this call, on any node. */
    long catchUp() {
        return looks.call(new Object());
    }

    /**
     * To which of these something happened behind this moment. It takes as long as there are subjects or changes since, whichever
     * are fewer.
     *
     * @param subjects a {@link ChatId} for all that happens in the chat, {@link MessagesOf} and {@link NewMessagesOf} one for what its messages are for all, a
     *     {@link UserId} for what changed about a person and for the chats that they came into or left
     * @return null when that is no longer known
     */
    @Nullable
    Set<Object> changed(Set<?> subjects, long since) {
        synchronized (lock) {
            if (moment == since) {
                return Set.of();
            }
            if (since < beginning) {
                return null;
            }
            Set<Object> found = new HashSet<>();
            int looked = 0;
            for (Map.Entry<Object, Long> change : changed.reversed().entrySet()) {
                if (change.getValue() <= since) {
                    return found;
                }
                if (looked++ == subjects.size()) {
                    return changedOneByOne(subjects, since);
                }
                if (subjects.contains(change.getKey())) {
                    found.add(change.getKey());
                }
            }
            return found;
        }
    }

    private Set<Object> changedOneByOne(Set<?> subjects, long since) {
        Set<Object> found = new HashSet<>();
        for (Object subject : subjects) {
            if (changed.getOrDefault(subject, since) > since) {
                found.add(subject);
            }
        }
        return found;
    }

    private List<Long> look(int calls) {
        long after;
        synchronized (lock) {
            after = cursor;
        }
        long heard = after == UNKNOWN ? begin(outbox.last()) : take(outbox.changes(after, EVENTS_AT_ONCE));
        return Collections.nCopies(calls, heard);
    }

    /** What happened before is not known one by one. */
    private long begin(long last) {
        synchronized (lock) {
            cursor = Math.max(cursor, last);
            forget();
            return moment;
        }
    }

    /**
     * Two looks may come in any order. Visibility of an event again, which costs no more than a cached answer, does no harm; so
     * none but an event that is known to be heard of is passed over.
     */
    private long take(Changes changes) {
        synchronized (lock) {
            long heard = cursor;
            Set<Long> pending = new HashSet<>();
            for (Outbox.Arrived arrived : changes.events()) {
                boolean isNew = arrived.cursor() == 0 || arrived.cursor() > heard;
                if (isNew && !early.contains(arrived.id())) {
                    moment++;
                    note(arrived);
                }
                if (arrived.cursor() == 0) {
                    pending.add(arrived.id());
                } else {
                    cursor = Math.max(cursor, arrived.cursor());
                }
            }
            early = pending;
            if (!changes.complete() || changed.size() > SUBJECTS) {
                forget();
            }
            return moment;
        }
    }

    private void note(Outbox.Arrived arrived) {
        switch (arrived.event()) {
            case Event.PersonChanged event -> note(event.person());
            case Event.PrivacyChanged event -> {
                note(event.person());
                if (event.towards() != null) {
                    note(event.towards());
                }
            }
            case Event.OfMember event -> {
                note(event.chat());
                note(event.member());
            }
            case Event.MessageCreated event -> {
                note(event.chat());
                note(new NewMessagesOf(event.chat()));
            }
            case Event.MessageUpdated event -> noteMessages(event.chat());
            case Event.MessageDeleted event -> noteMessages(event.chat());
            case Event.OfChat event -> note(event.chat());
        }
        arrived.joined().forEach(this::note);
    }

    private void noteMessages(ChatId chat) {
        note(chat);
        note(new MessagesOf(chat));
    }

    private void note(Object subject) {
        changed.putLast(subject, moment);
    }

    private void forget() {
        changed.clear();
        moment++;
        beginning = moment;
    }
}
