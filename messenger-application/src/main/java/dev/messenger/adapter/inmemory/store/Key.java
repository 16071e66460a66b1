package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.AttachmentId;
import dev.messenger.domain.message.MessageId;
import java.util.Comparator;

/** A key of two ids, ordered by the first and then by the second. */
public record Key(long first, long second) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::first).thenComparingLong(Key::second);

    /** A member of a chat. */
    public static Key of(ChatId chat, UserId member) {
        return new Key(chat.value(), member.value());
    }

    /** A chat of a user. */
    public static Key of(UserId member, ChatId chat) {
        return new Key(member.value(), chat.value());
    }

    /** A message in a chat. */
    public static Key of(ChatId chat, MessageId message) {
        return new Key(chat.value(), message.value());
    }

    /** A file of a message. */
    public static Key of(MessageId message, AttachmentId attachment) {
        return new Key(message.value(), attachment.value());
    }

    /** A message and a user. */
    public static Key of(MessageId message, UserId user) {
        return new Key(message.value(), user.value());
    }

    /** Two users in this order. */
    public static Key of(UserId first, UserId second) {
        return new Key(first.value(), second.value());
    }

    /** Two users in any order. */
    public static Key ofPair(UserId one, UserId other) {
        return new Key(Math.min(one.value(), other.value()), Math.max(one.value(), other.value()));
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
