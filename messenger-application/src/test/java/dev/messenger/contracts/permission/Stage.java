package dev.messenger.contracts.permission;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.people.ProfileChange;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.people.Audience;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every combination of user and chat, in a messenger with the store under test. */
final class Stage {

    private final Messenger messenger;
    private final InMemoryMessenger others = InMemoryMessenger.create();
    private final Supplier<UserId> newUser;

    Stage(Ports.Store store, Supplier<UserId> newUser) {
        Settings unlimited = Settings.defaults().with(new Settings.Limits(0, 0, 0, 0, 0, Duration.ZERO));
        Ports rest = others.ports();
        Ports ports = new Ports(store, rest.storage(), rest.limiter(), rest.security(), rest.mailer(), rest.presence());
        this.messenger = Messenger.over(ports, unlimited, () -> StoreContract.NOW);
        this.newUser = newUser;
    }

    Messenger messenger() {
        return messenger;
    }

    /**
     * A chat and the users around it.
     *
     * @param actors the users who try actions, by what they are in the chat
     * @param writer the author of the messages of others; null if nobody else wrote
     */
    record Scene(
            String name,
            ChatId chat,
            Map<String, UserId> actors,
            @Nullable UserId writer) {

        @Override
        public String toString() {
            return name;
        }
    }

    List<Scene> scenes() {
        return List.of(
                groupOrChannel(ChatType.GROUP, false),
                groupOrChannel(ChatType.GROUP, true),
                groupOrChannel(ChatType.CHANNEL, false),
                groupOrChannel(ChatType.CHANNEL, true),
                talk(),
                blocked(),
                shy(Audience.NOBODY, false),
                shy(Audience.NOBODY, true),
                shy(Audience.CONTACTS, false),
                gone(),
                saved());
    }

    private Scene groupOrChannel(ChatType type, boolean isPublic) {
        UserId owner = newUser.get();
        UserId admin = newUser.get();
        UserId member = newUser.get();
        UserId writer = newUser.get();
        UserId removed = newUser.get();
        ChatId chat = messenger
                .chats()
                .creation()
                .create(
                        owner,
                        new CreateChats.Command(
                                type,
                                "A chat",
                                isPublic ? Unique.name("h") : null,
                                null,
                                isPublic,
                                List.of(admin, member, writer, removed)))
                .id();
        messenger.chats().membership().changeRole(owner, chat, admin, Role.ADMIN);
        messenger.chats().membership().remove(owner, chat, removed);
        Map<String, UserId> actors = new LinkedHashMap<>();
        actors.put("owner", owner);
        actors.put("admin", admin);
        actors.put("member", member);
        actors.put("removed", removed);
        actors.put("stranger", newUser.get());
        return new Scene((isPublic ? "public " : "closed ") + type, chat, actors, writer);
    }

    private Scene talk() {
        UserId one = newUser.get();
        UserId other = newUser.get();
        return new Scene("private chat", open(one, other), Map.of("side", one, "stranger", newUser.get()), other);
    }

    private Scene blocked() {
        UserId blocked = newUser.get();
        UserId blocker = newUser.get();
        ChatId chat = open(blocked, blocker);
        messenger.people().contacts().block(blocker, blocked);
        return new Scene("private chat with a block", chat, Map.of("blocked", blocked, "blocker", blocker), blocker);
    }

    private Scene shy(Audience audience, boolean hasWritten) {
        UserId writer = newUser.get();
        UserId shy = newUser.get();
        ChatId chat = open(writer, shy);
        messenger
                .people()
                .profiles()
                .change(
                        shy,
                        new ProfileChange(
                                null,
                                null,
                                null,
                                null,
                                null,
                                new ProfileChange.Privacy(audience, null, null, audience)));
        return new Scene(
                "private chat with someone who is there for " + audience + (hasWritten ? " and has written" : ""),
                chat,
                Map.of("side", writer),
                hasWritten ? shy : null);
    }

    private Scene gone() {
        UserId left = newUser.get();
        String id = Unique.name("id");
        UserId gone = messenger.account().provisioning().provision(id, Unique.name("u"), "Going");
        ChatId chat = open(left, gone);
        messenger.personalData().deletion().deprovision(id);
        return new Scene("private chat with a deleted account", chat, Map.of("side", left), gone);
    }

    private Scene saved() {
        UserId owner = newUser.get();
        ChatId chat = messenger.chats().creation().saved(owner).id();
        return new Scene("saved chat", chat, Map.of("owner", owner, "stranger", newUser.get()), null);
    }

    private ChatId open(UserId one, UserId other) {
        return messenger
                .chats()
                .creation()
                .create(one, new CreateChats.Command(ChatType.PRIVATE, null, null, null, false, List.of(other)))
                .id();
    }

    /** An uploaded file of one byte, ready to be attached. */
    String upload(UserId owner) {
        Uploads.Ticket ticket = messenger.media().uploads().issue(owner, "dot.png", "image/png", 1);
        others.storage().put(ticket.link().url(), ticket.link().headers(), new byte[1]);
        return ticket.address().toString();
    }
}
