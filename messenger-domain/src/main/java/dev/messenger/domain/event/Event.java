package dev.messenger.domain.event;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and that others are to learn of. An event names things and does not carry them: who receives
 * it sees them as they are, and as far as they may, at that moment (rule R4).
 */
public sealed interface Event {

    /** The one user who learns of it; null when it is for all whom it concerns. */
    default @Nullable UserId onlyFor() {
        return null;
    }

    /** Something in a chat; it concerns the members. */
    sealed interface OfChat extends Event {

        /** The chat in which it happened. */
        ChatId chat();
    }

    /**
     * What someone shows of themselves changed, such as their name or avatar, or who may see it. It concerns those who have a private
     * chat with them.
     *
     * @param onlyFor the one viewer for whom it changed; null when it did for all
     */
    record PersonChanged(UserId person, @Nullable UserId onlyFor) implements Event {

        /** For all who may see it. */
        public PersonChanged(UserId person) {
            this(person, null);
        }
    }

    /**
     * What someone lets others see changed, or whom they know or block. It concerns nobody: it tells those who keep what
     * depends on it to look again.
     *
     * @param towards the one other for whom it changed, on either side; null when it did for all
     */
    record PrivacyChanged(UserId person, @Nullable UserId towards) implements Event {}

    /** Something about a message. */
    sealed interface OfMessage extends OfChat {

        MessageId message();
    }

    /** Something about a member of the chat. */
    sealed interface OfMember extends OfChat {

        UserId member();
    }

    /** A chat came to be. */
    record ChatCreated(ChatId chat, UserId creator) implements OfChat {}

    /** A chat changed for all: title, profile, pinned message. */
    record ChatUpdated(ChatId chat, UserId actor) implements OfChat {}

    /** A chat changed for one of its members: archived, pinned, muted, cleared, read further. */
    record OwnChatUpdated(ChatId chat, UserId member) implements OfChat {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /** A chat is gone for all who were its members. */
    record ChatDeleted(ChatId chat, UserId actor) implements OfChat {}

    /** A chat is gone from the list of one of its members. */
    record OwnChatDeleted(ChatId chat, UserId member) implements OfChat {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /** Someone became a member, by their own doing when they are the actor. */
    record MemberAdded(ChatId chat, UserId member, UserId actor) implements OfMember {}

    /** Someone is no member any more, by their own doing when they are the actor. */
    record MemberRemoved(ChatId chat, UserId member, UserId actor) implements OfMember {}

    /** A member has another role now. */
    record MemberRoleChanged(ChatId chat, UserId member, UserId actor, Role role) implements OfMember {}

    /** A message was sent. */
    record MessageCreated(ChatId chat, MessageId message, UserId sender) implements OfMessage {}

    /** A message changed: an edit, or a file attached to it (rule M14). */
    record MessageUpdated(ChatId chat, MessageId message, UserId actor) implements OfMessage {}

    /** A message is gone for all. */
    record MessageDeleted(ChatId chat, MessageId message, UserId actor) implements OfMessage {}

    /** A member hid a message from themself. */
    record MessageHidden(ChatId chat, MessageId message, UserId member) implements OfMessage {

        @Override
        public UserId onlyFor() {
            return member;
        }
    }

    /**
     * Someone reacted to a message, or took a reaction back.
     *
     * @param added false when it was taken back
     */
    record ReactionChanged(ChatId chat, MessageId message, UserId actor, String emoji, boolean added)
            implements OfMessage {}

    /** Everything up to {@code message} reached a member. */
    record MessageDelivered(ChatId chat, MessageId message, UserId member) implements OfMessage {}

    /** A member read everything up to {@code message}. */
    record MessageRead(ChatId chat, MessageId message, UserId member) implements OfMessage {}
}
