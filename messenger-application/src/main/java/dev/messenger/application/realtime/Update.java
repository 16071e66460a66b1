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
 * One update of a user's stream (rule R2).
 *
 * @param cursor where the stream is after this update; null for an update that is not stored
 */
public record Update(@Nullable Long cursor, Payload payload) {

    /** The content, as the recipient may see it. */
    public sealed interface Payload {}

    /** Too much was missed: the client fetches everything again, and receives all updates from then on. */
    public record Resync() implements Payload {}

    /**
     * A message is new or changed.
     *
     * @param mentioned whether a new message mentions the recipient
     */
    public record Message(boolean isNew, MessageView message, boolean mentioned) implements Payload {}

    /**
     * A message was deleted.
     *
     * @param forAll false when it was deleted for the recipient alone
     */
    public record MessageGone(ChatId chat, MessageId message, boolean forAll) implements Payload {}

    /** A member received, or read, everything up to a message. */
    public record Receipt(boolean isRead, ChatId chat, MessageId message, UserId member) implements Payload {}

    /**
     * A reaction was added or removed.
     *
     * @param reactions all reactions to the message, as the recipient sees them
     */
    public record Reaction(
            ChatId chat, MessageId message, UserId actor, String emoji, boolean added, List<ReactionView> reactions)
            implements Payload {}

    /** A chat is new or changed. */
    public record Chat(boolean isNew, ChatView chat) implements Payload {}

    /** A chat was deleted. */
    public record ChatGone(ChatId chat) implements Payload {}

    /** How a member changed. */
    public enum MemberChange {
        ADDED,
        REMOVED,
        ROLE_CHANGED
    }

    /**
     * A member was added, removed or got another role.
     *
     * @param role the new role; null when the role did not change
     * @param counts the counts of the chat; null for a recipient who has left it
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
     * @param delivered the last message that another member received; null when there is none, or the recipient may not know
     * @param read the last message that another member read; null likewise
     */
    public record Counts(
            ChatId chat,
            int members,
            @Nullable MessageId delivered,
            @Nullable MessageId read) implements Payload {}

    /** A person looks different to the recipient. */
    public record Person(PersonView person) implements Payload {}

    /** A user started or stopped an activity in a chat. */
    public record Activity(Signal.Activity activity, boolean active, ChatId chat, UserId user) implements Payload {}

    /** A frame of the client was refused; it goes to that connection alone. */
    public record Refusal(String code, String detail) implements Payload {}

    /**
     * A user came online or went offline.
     *
     * @param lastSeenAt null for a user who is online
     */
    public record Presence(
            UserId user, boolean online, @Nullable Instant lastSeenAt) implements Payload {}
}
