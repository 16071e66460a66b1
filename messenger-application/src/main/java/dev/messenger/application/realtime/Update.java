package dev.messenger.application.realtime;

import dev.messenger.application.chat.ChatView;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.realtime.port.Signal;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver is told (rule R2).
 *
 * @param cursor where the receiver is once this was taken in; null for what is not stored
 */
public record Update(@Nullable Long cursor, Payload payload) {

    /** What it is about, as the receiver may see it. */
    public sealed interface Payload {}

    /** Too much was missed to be told: everything has to be fetched anew, from then on all is told again. */
    public record Resync() implements Payload {}

    /**
     * A message came or changed.
     *
     * @param mentioned of a new message: whether it mentions the receiver
     */
    public record Message(boolean isNew, MessageView message, boolean mentioned) implements Payload {}

    /**
     * A message is gone.
     *
     * @param forAll false when it is gone for the receiver alone
     */
    public record MessageGone(ChatId chat, MessageId message, boolean forAll) implements Payload {}

    /** How far a member got. */
    public record Receipt(boolean isRead, ChatId chat, MessageId message, UserId member) implements Payload {}

    /**
     * A reaction came, or was taken back.
     *
     * @param reactions all that the message has, as the receiver sees them
     */
    public record Reaction(
            ChatId chat, MessageId message, UserId actor, String emoji, boolean added, List<ReactionView> reactions)
            implements Payload {}

    /** A chat came or changed. */
    public record Chat(boolean isNew, ChatView chat) implements Payload {}

    /** A chat is gone. */
    public record ChatGone(ChatId chat) implements Payload {}

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
     * @param counts of the chat; null for someone who is no member of it any more
     */
    public record Member(
            MemberChange change,
            ChatId chat,
            UserId member,
            UserId actor,
            @Nullable Role role,
            @Nullable Counts counts) implements Payload {}

    /**
     * The counts of a chat (rule R9).
     *
     * @param delivered up to where something was delivered to another than the receiver; null when nothing was, or it is not for
     *     the receiver to know
     * @param read likewise up to where another has read
     */
    public record Counts(
            ChatId chat,
            int members,
            @Nullable MessageId delivered,
            @Nullable MessageId read) implements Payload {}

    /** Someone looks different to the receiver. */
    public record Person(PersonView person) implements Payload {}

    /** Someone began or stopped doing something. */
    public record Activity(Signal.Activity activity, boolean active, ChatId chat, UserId user) implements Payload {}

    /**
     * Someone came or went.
     *
     * @param lastSeenAt null for who is online
     */
    public record Presence(
            UserId user, boolean online, @Nullable Instant lastSeenAt) implements Payload {}
}
