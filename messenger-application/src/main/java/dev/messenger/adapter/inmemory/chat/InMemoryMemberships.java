package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The members of chats. Thread-safe. */
public final class InMemoryMemberships implements Memberships {

    private final Database database;

    public InMemoryMemberships(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Member> find(ChatId chat, UserId user) {
        return database.transactions.inTransaction(
                () -> database.members.find(Key.of(chat, user)).map(MemberRow::member));
    }

    @Override
    public Member add(ChatId chat, UserId user, Instant now) {
        return database.transactions.inTransaction(() -> database.addMember(chat, user, Role.MEMBER, now));
    }

    @Override
    public void remove(ChatId chat, UserId user) {
        database.transactions.run(() -> database.removeMember(chat, user));
    }

    @Override
    public void changeRole(ChatId chat, UserId user, Role role) {
        database.transactions.run(() -> database.members.update(Key.of(chat, user), row -> row.with(role)));
    }

    @Override
    public Optional<Member> heir(ChatId chat, UserId leaver) {
        return database.transactions.inTransaction(() ->
                members(chat).filter(member -> !member.user().equals(leaver)).min(Member.SENIORITY));
    }

    @Override
    public List<Member> page(ChatId chat, @Nullable UserId after, int limit) {
        return database.transactions.inTransaction(() -> members(chat)
                .filter(member -> after == null || member.user().compareTo(after) > 0)
                .limit(limit)
                .toList());
    }

    @Override
    public List<Member> senior(ChatId chat, boolean staffOnly, int limit) {
        return database.transactions.inTransaction(() -> members(chat)
                .filter(member -> !staffOnly || member.role().isStaff())
                .sorted(Member.SENIORITY)
                .limit(limit)
                .toList());
    }

    @Override
    public List<ChatId> groupsAndChannelsOf(UserId user) {
        return database.transactions.inTransaction(() -> database.chatsOf
                .of(user.value())
                .filter(chat -> database.chats
                        .find(chat)
                        .filter(row -> row.type() != ChatType.PRIVATE)
                        .isPresent())
                .toList());
    }

    @Override
    public Set<UserId> lockBusy(Set<UserId> users, int chats) {
        return database.transactions.inTransaction(() -> users.stream()
                .filter(user -> database.chatsOf.of(user.value()).count() >= chats)
                .collect(Collectors.toSet()));
    }

    @Override
    public int countOwned(UserId user) {
        return database.transactions.inTransaction(() -> (int) database.chatsOf
                .of(user.value())
                .filter(chat ->
                        database.members.find(Key.of(chat, user)).orElseThrow().role() == Role.OWNER)
                .count());
    }

    @Override
    public void ban(ChatId chat, UserId user) {
        database.transactions.run(() -> database.bans.put(Key.of(chat, user), true));
    }

    @Override
    public void unban(ChatId chat, UserId user) {
        database.transactions.run(() -> database.bans.remove(Key.of(chat, user)));
    }

    @Override
    public boolean isBanned(ChatId chat, UserId user) {
        return database.transactions.inTransaction(() -> database.bans.has(Key.of(chat, user)));
    }

    private Stream<Member> members(ChatId chat) {
        return database.membersOf(chat).map(MemberRow::member);
    }
}
