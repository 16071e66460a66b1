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

/** Creates private chats, groups, channels and the saved chat (rules H1, H2, H14, H16). Thread-safe. */
public final class CreateChats {

    private static final int MAX_INITIAL_MEMBERS = 200;
    private static final String PUBLIC_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final ChatUnitOfWork work;
    private final ChatViews views;
    private final PrivacyChecks privacy;
    private final ChatCaps caps;
    private final Randomness randomness;

    CreateChats(ChatUnitOfWork work, ChatViews views, PrivacyChecks privacy, ChatCaps caps, Randomness randomness) {
        this.work = work;
        this.views = views;
        this.privacy = privacy;
        this.caps = caps;
        this.randomness = randomness;
    }

    /**
     * The chat to create.
     *
     * @param title ignored for a private chat, required otherwise
     * @param handle required when public
     * @param members for a private chat exactly the other side
     */
    public record Command(
            ChatType type,
            @Nullable String title,
            @Nullable String handle,
            @Nullable String description,
            boolean isPublic,
            List<UserId> members) {

        /** A private chat. */
        public static Command privateChat(UserId with) {
            return new Command(ChatType.PRIVATE, null, null, null, false, List.of(with));
        }

        /** A group that is not public. */
        public static Command group(String title, List<UserId> members) {
            return new Command(ChatType.GROUP, title, null, null, false, members);
        }

        /** A channel that is not public. */
        public static Command channel(String title, List<UserId> members) {
            return new Command(ChatType.CHANNEL, title, null, null, false, members);
        }
    }

    /**
     * Creates a chat, or finds an existing private chat.
     *
     * @return the chat as the caller sees it
     * @throws InvalidValue when a value is missing or out of range
     * @throws RuleViolation when the values contradict one another, {@code too_many_chats} or {@code too_many_members}
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

    /** The caller's saved chat, created when there is none. */
    public ChatView saved(UserId caller) {
        ChatId saved = work.inTransaction(
                () -> published(work.store().chats().findOrCreateSaved(caller, newPublicId(), work.now()), caller));
        return views.find(caller, saved);
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

    /** Privacy governs only the creation of a private chat: an existing one is found whatever the settings say. */
    private ChatId privateChat(UserId caller, UserId target) {
        Chats chats = work.store().chats();
        return work.inTransaction(() -> {
            Optional<ChatId> existing = chats.findPrivate(caller, target);
            if (existing.isPresent()) {
                if (work.store().preferences().show(existing.get(), caller)) {
                    work.publish(new Event.OwnChatUpdated(existing.get(), caller));
                }
                return existing.get();
            }
            privacy.require(PrivacyRight.START_PRIVATE_CHAT, caller, Set.of(target), "member_ids");
            caps.requireRoom(caller, Set.of(target), "member_ids");
            return published(chats.findOrCreatePrivate(caller, target, newPublicId(), work.now()), caller);
        });
    }

    private ChatId published(Chats.FoundOrCreated chat, UserId creator) {
        if (chat.created()) {
            work.publish(new Event.ChatCreated(chat.id(), creator));
        }
        return chat.id();
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
            privacy.require(PrivacyRight.ADD_TO_GROUP, chat.owner(), chat.members(), "member_ids");
            caps.requireRoom(chat.type(), 1 + chat.members().size());
            caps.requireRoom(chat.owner(), chat.members(), "member_ids");
            caps.requireOwnable(chat.owner());
            ChatId created = work.store().chats().add(chat);
            work.publish(new Event.ChatCreated(created, chat.owner()));
            return created;
        });
    }

    private PublicId newPublicId() {
        return new PublicId(randomness.text(24, PUBLIC_ID_ALPHABET));
    }
}
