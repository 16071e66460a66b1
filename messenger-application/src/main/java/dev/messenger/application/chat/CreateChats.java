package dev.messenger.application.chat;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Making private chats, groups and channels (rules H1, H2). */
public final class CreateChats {

    private static final int MAX_INITIAL_MEMBERS = 200;
    private static final String PUBLIC_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Chats chats;
    private final ChatList list;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Randomness randomness;
    private final InstantSource clock;

    public CreateChats(
            Chats chats,
            ChatList list,
            Accounts accounts,
            Outbox outbox,
            Transactions transactions,
            Randomness randomness,
            InstantSource clock) {
        this.chats = chats;
        this.list = list;
        this.accounts = accounts;
        this.outbox = outbox;
        this.transactions = transactions;
        this.randomness = randomness;
        this.clock = clock;
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
            List<UserId> members) {}

    /**
     * Makes a chat, or finds the private one that is there already.
     *
     * @return the chat as the caller sees it
     * @throws InvalidValue when a value is missing or out of range
     * @throws RuleViolation when the values do not go together
     * @throws NotFound when a member does not exist
     * @throws HandleTaken when another chat has the handle
     */
    public ChatView create(UserId caller, Command command) {
        return transactions.inTransaction(() -> {
            ChatId chat = command.type() == ChatType.PRIVATE
                    ? privateChat(caller, command)
                    : chats.add(groupOrChannel(caller, command));
            if (command.type() != ChatType.PRIVATE) {
                outbox.append(new Event.ChatCreated(chat, caller));
            }
            return list.find(caller, chat).orElseThrow(ChatNotFound::new);
        });
    }

    private ChatId privateChat(UserId caller, Command command) {
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
        requireActive(targets);
        Chats.PrivateChat chat = chats.privateChat(caller, target, newPublicId(), clock.instant());
        if (chat.created()) {
            outbox.append(new Event.ChatCreated(chat.id(), caller));
        }
        return chat.id();
    }

    private NewChat groupOrChannel(UserId caller, Command command) {
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
        NewChat chat = new NewChat(
                command.type(),
                newPublicId(),
                new Title(command.title()),
                command.handle() == null ? null : new Handle(command.handle()),
                command.description() == null ? null : new Description(command.description()),
                command.isPublic(),
                caller,
                Set.copyOf(members),
                clock.instant());
        requireActive(members);
        return chat;
    }

    private void requireActive(Set<UserId> users) {
        Set<UserId> missing = new LinkedHashSet<>(users);
        missing.removeAll(accounts.active(users));
        if (!missing.isEmpty()) {
            throw new NotFound(
                    "user_not_found",
                    "member_ids: there is no user " + missing.iterator().next() + ".");
        }
    }

    private PublicId newPublicId() {
        return new PublicId(randomness.text(24, PUBLIC_ID_ALPHABET));
    }
}
