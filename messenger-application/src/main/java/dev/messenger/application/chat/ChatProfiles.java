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

/** What a chat shows of itself to everyone in it: title, description, avatar, the pinned message (rules H9, H13). */
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
     * What to change; null leaves what is there.
     *
     * @param description may be cleared
     * @param avatar may be cleared; as {@link Avatars#accept} understands it
     */
    public record Change(
            @Nullable Title title,
            @Nullable Clearable<Description> description,
            @Nullable Clearable<String> avatar) {

        /** Another title alone. */
        public static Change ofTitle(Title title) {
            return new Change(title, null, null);
        }
    }

    /**
     * What is to stand there from now on.
     *
     * @param value null to have none
     */
    public record Clearable<T>(@Nullable T value) {}

    /**
     * Changes the profile of a group or channel.
     *
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws RuleViolation when it is a private chat
     * @throws Forbidden when the caller may not
     * @throws InvalidValue when the avatar is none
     * @throws Unavailable when the store of files, which knows the avatar, does not answer
     */
    public ChatView change(UserId caller, ChatId chat, Change change) {
        Clearable<Avatar> avatar = accepted(caller, chat, change.avatar());
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.EDIT_PROFILE);
            if (change.title() != null) {
                work.store().chats().rename(chat, change.title());
            }
            if (change.description() != null) {
                work.store().chats().describe(chat, change.description().value());
            }
            if (avatar != null) {
                work.store().chats().picture(chat, avatar.value());
            }
            work.tell(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }

    /** Asks the store of files, and so stands before the transaction; who may not is told so first. */
    private @Nullable Clearable<Avatar> accepted(UserId caller, ChatId chat, @Nullable Clearable<String> wanted) {
        if (wanted == null) {
            return null;
        }
        if (wanted.value() == null) {
            return new Clearable<>(null);
        }
        work.store()
                .chats()
                .standing(chat, caller)
                .orElseThrow(ChatNotFound::new)
                .require(Permission.EDIT_PROFILE);
        Avatar current = views.find(caller, chat).chat().avatar();
        return new Clearable<>(avatars.accept(caller, wanted.value(), current));
    }

    /**
     * Pins a message for all, in place of another one.
     *
     * @param message null to pin none
     * @throws ChatNotFound when there is no chat that the caller may see
     * @throws Forbidden when the caller may not
     * @throws MessageNotFound when the caller can see no such message in the chat
     */
    public ChatView pin(UserId caller, ChatId chat, @Nullable MessageId message) {
        work.locked(caller, chat, locked -> {
            locked.standing().require(Permission.PIN);
            if (message == null) {
                work.store().chats().unpin(chat);
            } else if (!work.store().chats().pin(chat, message, caller)) {
                throw new MessageNotFound();
            }
            work.tell(new Event.ChatUpdated(chat, caller));
            return chat;
        });
        return views.find(caller, chat);
    }
}
