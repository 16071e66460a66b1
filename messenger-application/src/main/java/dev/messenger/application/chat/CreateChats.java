package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.HandleTaken;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Making private chats, groups and channels, and the saved chat (rules H1, H2, H14). */
public final class CreateChats {

    private static final int MAX_INITIAL_MEMBERS = 200;
    private static final String PUBLIC_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final ChatUnitOfWork work;
    private final ChatViews views;
    private final Newcomers newcomers;
    private final Randomness randomness;

    public CreateChats(ChatUnitOfWork work, ChatViews views, Newcomers newcomers, Randomness randomness) {
        this.work = work;
        this.views = views;
        this.newcomers = newcomers;
        this.randomness = randomness;
    }

    /**
     * What to make.
     *
     * @param title meaningless for a private chat, needed else
     * @param handle needed when public
     * @param members for a private chat exactly the one other side
     */
    public record Command(
            ChatType type,
            @Nullable String title,
            @Nullable String handle,
            @Nullable String description,
            boolean isPublic,
            List<UserId> members) {

        /** The private chat with somebody. */
        public static Command privateChat(UserId with) {
            return new Command(ChatType.PRIVATE, null, null, null, false, List.of(with));
        }

        /** A group that nobody finds by themselves. */
        public static Command group(String title, List<UserId> members) {
            return new Command(ChatType.GROUP, title, null, null, false, members);
        }

        /** A channel that nobody finds by themselves. */
        public static Command channel(String title, List<UserId> members) {
            return new Command(ChatType.CHANNEL, title, null, null, false, members);
        }
    }

    /**
     * Makes a chat, or finds the private one that is there already.
     *
     * @return the chat as the caller sees it
     * @throws InvalidValue when a value is missing or out of range
     * @throws RuleViolation when the values do not go together
     * @throws NotFound when a member does not exist
     * @throws Forbidden when the privacy of a member forbids it, or a block
     * @throws HandleTaken when another chat has the handle
     */
    public ChatView create(UserId caller, Command command) {
        ChatId chat = command.type() == ChatType.PRIVATE
                ? privateChat(caller, otherSide(caller, command))
                : groupOrChannel(checked(caller, command));
        return views.find(caller, chat);
    }

    /** The caller's saved chat, made when there is none. */
    public ChatView saved(UserId caller) {
        Chats.PrivateChat saved = work.inTransaction(
                () -> told(work.store().chats().savedChat(caller, newPublicId(), work.now()), caller));
        return views.find(caller, saved.id());
    }

    private static UserId otherSide(UserId caller, Command command) {
        if (command.isPublic()) {
            throw new RuleViolation("private_not_public", "is_public: a private chat cannot be public.");
        }
        Set<UserId> targets = new LinkedHashSet<>(command.members());
        if (targets.size() != 1) {
            throw new InvalidValue(
                    "member_ids", "must name exactly one user for a private chat, names " + targets.size());
        }
        UserId target = targets.iterator().next();
        if (target.equals(caller)) {
            throw new RuleViolation("chat_with_oneself", "member_ids: a private chat needs someone else.");
        }
        return target;
    }

    /** Privacy governs the start of a private chat: one that is there is found whatever the settings say now. */
    private ChatId privateChat(UserId caller, UserId target) {
        Chats chats = work.store().chats();
        return work.inTransaction(() -> {
            Optional<ChatId> there = chats.findPrivate(caller, target);
            if (there.isPresent()) {
                if (work.store().preferences().show(there.get(), caller)) {
                    work.tell(new Event.OwnChatUpdated(there.get(), caller));
                }
                return there.get();
            }
            newcomers.require(PrivacyRight.START_PRIVATE_CHAT, caller, Set.of(target), "member_ids");
            return told(chats.privateChat(caller, target, newPublicId(), work.now()), caller)
                    .id();
        });
    }

    private Chats.PrivateChat told(Chats.PrivateChat chat, UserId creator) {
        if (chat.created()) {
            work.tell(new Event.ChatCreated(chat.id(), creator));
        }
        return chat;
    }

    private NewChat checked(UserId caller, Command command) {
        if (command.title() == null) {
            throw new InvalidValue("title", "is required for a group or channel");
        }
        if (command.isPublic() && command.handle() == null) {
            throw new InvalidValue("handle", "is required when is_public is true");
        }
        Set<UserId> members = new LinkedHashSet<>(command.members());
        members.remove(caller);
        if (members.size() > MAX_INITIAL_MEMBERS) {
            throw new InvalidValue(
                    "member_ids",
                    "must name at most %d users, names %d".formatted(MAX_INITIAL_MEMBERS, members.size()));
        }
        return new NewChat(
                command.type(),
                newPublicId(),
                new Title(command.title()),
                command.handle() == null ? null : new Handle(command.handle()),
                command.description() == null ? null : new Description(command.description()),
                command.isPublic(),
                caller,
                members,
                work.now());
    }

    private ChatId groupOrChannel(NewChat chat) {
        return work.inTransaction(() -> {
            newcomers.require(PrivacyRight.ADD_TO_GROUP, chat.owner(), chat.members(), "member_ids");
            ChatId made = work.store().chats().add(chat);
            work.tell(new Event.ChatCreated(made, chat.owner()));
            return made;
        });
    }

    private PublicId newPublicId() {
        return new PublicId(randomness.text(24, PUBLIC_ID_ALPHABET));
    }
}
