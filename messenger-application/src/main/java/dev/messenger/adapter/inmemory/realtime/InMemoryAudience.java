package dev.messenger.adapter.inmemory.realtime;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Recipients of events in memory. Thread-safe. */
public final class InMemoryAudience implements Audience {

    private final Database database;

    public InMemoryAudience(Database database) {
        this.database = database;
    }

    @Override
    public Map<ChatId, Map<UserId, Standing>> members(Set<ChatId> chats, Set<UserId> among) {
        return database.transactions.inTransaction(() -> {
            Map<ChatId, Map<UserId, Standing>> members = new HashMap<>();
            for (ChatId chat : chats) {
                for (UserId user : among) {
                    database.standing(chat, user)
                            .filter(Standing::isMember)
                            .ifPresent(standing -> members.computeIfAbsent(chat, c -> new HashMap<>())
                                    .put(user, standing));
                }
            }
            return members;
        });
    }

    @Override
    public Map<ChatId, Set<UserId>> lastMembers(Set<ChatId> deleted, Set<UserId> among) {
        return database.transactions.inTransaction(() -> {
            Map<ChatId, Set<UserId>> found = new HashMap<>();
            database.events.all().forEach(row -> {
                if (row.event() instanceof Event.ChatDeleted event && deleted.contains(event.chat())) {
                    Set<UserId> members = new HashSet<>(row.lastMembers());
                    members.retainAll(among);
                    found.put(event.chat(), members);
                }
            });
            return found;
        });
    }

    @Override
    public Map<ChatId, ChatCounts> counts(Set<ChatId> chats) {
        return database.transactions.inTransaction(() -> {
            Map<ChatId, ChatCounts> counts = new HashMap<>();
            for (ChatId chat : chats) {
                if (database.chats.has(chat)) {
                    counts.put(chat, countsOf(database.membersOf(chat).toList()));
                }
            }
            return counts;
        });
    }

    private static ChatCounts countsOf(List<MemberRow> members) {
        Map<UserId, MessageId> delivered = new HashMap<>();
        Map<UserId, MessageId> read = new HashMap<>();
        for (MemberRow member : members) {
            if (member.positions().delivered() != null) {
                delivered.put(member.user(), member.positions().delivered());
            }
            if (member.positions().read() != null) {
                read.put(member.user(), member.positions().read());
            }
        }
        return new ChatCounts(members.size(), delivered, read);
    }

    @Override
    public Map<MessageId, Set<UserId>> mentioned(ChatId chat, Set<MessageId> messages) {
        return database.transactions.inTransaction(() -> {
            Map<MessageId, Set<UserId>> mentioned = new HashMap<>();
            for (MessageId message : messages) {
                Set<UserId> users = database.mentions.idsOf(message.value()).stream()
                        .map(UserId::new)
                        .collect(Collectors.toSet());
                if (!users.isEmpty()) {
                    mentioned.put(message, users);
                }
            }
            return mentioned;
        });
    }

    @Override
    public Set<UserId> fellows(UserId user, Set<UserId> among) {
        return database.transactions.inTransaction(() -> {
            Set<UserId> found = new HashSet<>();
            database.chatsOf
                    .of(user.value())
                    .flatMap(chat -> database.chats.find(chat).stream())
                    .filter(chat -> chat.type() != ChatType.PRIVATE)
                    .forEach(chat -> {
                        boolean open = chat.type() == ChatType.GROUP || isStaff(chat.id(), user);
                        database.membersOf(chat.id())
                                .map(MemberRow::user)
                                .filter(other -> !other.equals(user) && among.contains(other))
                                .filter(other -> open || isStaff(chat.id(), other))
                                .forEach(found::add);
                    });
            return found;
        });
    }

    private boolean isStaff(ChatId chat, UserId user) {
        return database.members
                .find(Key.of(chat, user))
                .filter(member -> member.role() != Role.MEMBER)
                .isPresent();
    }

    @Override
    public Set<UserId> counterparts(UserId user, Set<UserId> among) {
        return database.transactions.inTransaction(() -> {
            Set<UserId> found = new HashSet<>();
            for (UserId other : among) {
                if (!other.equals(user)
                        && database.privateChats
                                .find(Key.ofPair(user, other))
                                .flatMap(database.chats::find)
                                .isPresent()) {
                    found.add(other);
                }
            }
            return found;
        });
    }
}
