package dev.messenger.application.chat;

import dev.messenger.application.media.Avatars;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import org.jspecify.annotations.Nullable;

/** Changes what all members see of a chat: title, description, avatar, pinned message (rules H9, H13). Thread-safe. */
public final class ChatProfiles {

    private final ChatUnitOfWork work;
    private final ChatViews views;
    private final Avatars avatars;

    public ChatProfiles(ChatUnitOfWork work, ChatViews views, Avatars avatars) {
        this.work = work;
        this.views = views;
        this.avatars = avatars;
    }

    /**
     * The changes to a profile; null leaves a value as it is.
     *
     * @param avatar an {@code avatar_url} for {@link Avatars#accept}
     */
    public record Change(
            @Nullable Title title,
            @Nullable Clearable<Description> description,
            @Nullable Clearable<String> avatar) {

        /** Changes the title only. */
        public static Change ofTitle(Title title) {
            return new Change(title, null, null);
        }
    }

    /**
     * A new value.
     *
     * @param value null to clear it
     */
    public record Clearable<T>(@Nullable T value) {}

    /**
     * Changes the profile of a group or channel.
     *
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller has no permission
     * @throws InvalidValue when the avatar is invalid
     * @throws Unavailable when the media storage does not respond
     */
    public ChatView change(UserId caller, ChatId chat, Change change) {
        Clearable<Avatar> avatar = accepted(caller, chat, change.avatar());
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.EDIT_PROFILE);
            if (change.title() != null) {
                work.store().chats().changeTitle(chat, change.title());
            }
            if (change.description() != null) {
                work.store()
                        .chats()
                        .changeDescription(chat, change.description().value());
            }
            if (avatar != null) {
                work.store().chats().changeAvatar(chat, avatar.value());
            }
            work.publish(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }

    /** Calls the media storage, so it runs before the transaction; the permission is checked first. */
    private @Nullable Clearable<Avatar> accepted(UserId caller, ChatId chat, @Nullable Clearable<String> requested) {
        if (requested == null) {
            return null;
        }
        if (requested.value() == null) {
            return new Clearable<>(null);
        }
        work.store().chats().require(chat, caller, Permission.EDIT_PROFILE);
        Avatar current = views.find(caller, chat).chat().avatar();
        return new Clearable<>(avatars.accept(caller, requested.value(), current));
    }

    /**
     * Pins a message for all members, in place of the current one.
     *
     * @param message null to unpin
     * @throws ChatNotFound when the caller cannot see such a chat
     * @throws Forbidden when the caller has no permission
     * @throws MessageNotFound when the caller cannot see such a message in the chat
     */
    public ChatView pin(UserId caller, ChatId chat, @Nullable MessageId message) {
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.PIN);
            if (message == null) {
                work.store().chats().unpin(chat);
            } else if (!work.store().chats().pin(chat, message, caller)) {
                throw new MessageNotFound();
            }
            work.publish(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }
}
