package dev.messenger.domain.event;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/** A change of which others learn. An event holds ids, not contents: a recipient sees what they may see now (rule R4). */
public sealed interface Event {

    /** The only recipient; null for all whom the event concerns. */
    default @Nullable UserId onlyFor() {
        return null;
    }

    /** An event in a chat, which concerns its members. */
    sealed interface OfChat extends Event {

        ChatId chat();
    }

    /**
     * The looks of a person changed: their name or avatar, or who may see it. It concerns those who have a private chat with them.
     *
     * @param onlyFor the only viewer for whom they changed; null for all
     */
    record PersonChanged(UserId person, @Nullable UserId onlyFor) implements Event {

        /** For all who may see it. */
        public PersonChanged(UserId person) {
            this(person, null);
        }
    }

    /**
     * The privacy settings, contacts or blocks of a person changed. It has no recipient: it invalidates caches.
     *
     * @param towards the only other person concerned, on either side; null for all
     */
    record PrivacyChanged(UserId person, @Nullable UserId towards) implements Event {}

    /** An event about a message. */
    sealed interface OfMessage extends OfChat {

        MessageId message();
    }

    /** An event about a member of the chat. */
    sealed interface OfMember extends OfChat {

        UserId member();
    }

    /** A chat was created. */
    record ChatCreated(ChatId chat, UserId creator) implements OfChat {}

    /** A chat changed for all: title, profile, pinned message. */
    record ChatUpdated(ChatId chat, UserId actor) implements OfChat {}

    /** A chat changed for one member: archived, pinned, muted, cleared or read. */
    record OwnChatUpdated(ChatId chat, UserId member) implements OfChat {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /** A chat was deleted for all members. */
    record ChatDeleted(ChatId chat, UserId actor) implements OfChat {}

    /** A chat was deleted from the list of one member. */
    record OwnChatDeleted(ChatId chat, UserId member) implements OfChat {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /** A user became a member; they joined by themselves when they are the actor. */
    record MemberAdded(ChatId chat, UserId member, UserId actor) implements OfMember {}

    /** A member was removed; they left by themselves when they are the actor. */
    record MemberRemoved(ChatId chat, UserId member, UserId actor) implements OfMember {}

    /** A member got another role. */
    record MemberRoleChanged(ChatId chat, UserId member, UserId actor, Role role) implements OfMember {}

    /** A message was sent. */
    record MessageCreated(ChatId chat, MessageId message, UserId sender) implements OfMessage {}

    /** A message changed: an edit, or a file attached to it (rule M14). */
    record MessageUpdated(ChatId chat, MessageId message, UserId actor) implements OfMessage {}

    /** A message was deleted for all. */
    record MessageDeleted(ChatId chat, MessageId message, UserId actor) implements OfMessage {}

    /** A member deleted a message for themselves. */
    record MessageHidden(ChatId chat, MessageId message, UserId member) implements OfMessage {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /**
     * A reaction was added to a message, or removed.
     *
     * @param added false when it was removed
     */
    record ReactionChanged(ChatId chat, MessageId message, UserId actor, String emoji, boolean added)
            implements OfMessage {}

    /** Everything up to {@code message} was delivered to a member. */
    record MessageDelivered(ChatId chat, MessageId message, UserId member) implements OfMessage {}

    /** A member read everything up to {@code message}. */
    record MessageRead(ChatId chat, MessageId message, UserId member) implements OfMessage {}
}
