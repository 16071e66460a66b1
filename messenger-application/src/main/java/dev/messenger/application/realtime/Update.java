package dev.messenger.application.realtime;

import dev.messenger.application.chat.ChatView;
import dev.messenger.application.message.MessageView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver is told (rule R2).
 *
 * @param cursor where the receiver is once this was taken in; null for what is not stored
 */
public record Update(@Nullable Long cursor, News news) {

    /** What it is about, as the receiver may see it. */
    public sealed interface News {}

    /** Too much was missed to be told: everything has to be fetched anew, from then on all is told again. */
    public record Resync() implements News {}

    /** A message came or changed. */
    public record Message(boolean isNew, MessageView message) implements News {}

    /**
     * A message is gone.
     *
     * @param forAll false when it is gone for the receiver alone
     */
    public record MessageGone(ChatId chat, MessageId message, boolean forAll) implements News {}

    /** How far a member got. */
    public record Receipt(boolean isRead, ChatId chat, MessageId message, UserId member) implements News {}

    /** A reaction came, or was taken back. */
    public record Reaction(ChatId chat, MessageId message, UserId actor, String emoji, boolean added) implements News {}

    /** A chat came or changed. */
    public record Chat(boolean isNew, ChatView chat) implements News {}

    /** A chat is gone. */
    public record ChatGone(ChatId chat) implements News {}

    /** What became of a member. */
    public enum MemberChange {
        ADDED,
        REMOVED,
        ROLE_CHANGED
    }

    /**
     * Something became of a member.
     *
     * @param role the new role; null when it is not what changed
     */
    public record Member(
            MemberChange change,
            ChatId chat,
            UserId member,
            UserId actor,
            @Nullable Role role) implements News {}

    /** Someone began or stopped doing something. */
    public record Activity(Signal.Activity activity, boolean active, ChatId chat, UserId user) implements News {}

    /**
     * Someone came or went.
     *
     * @param lastSeenAt null for who is online
     */
    public record Presence(
            UserId user, boolean online, @Nullable Instant lastSeenAt) implements News {}
}
