package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.application.chat.port.Memberships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The members of chats and those banned from them, in the tables {@code chat_members} and {@code chat_bans}. */
public final class JdbcMemberships implements Memberships {

    /** The rank of roles in {@link #SENIOR}; an owner has 0. */
    private static final int RANK_OF_ADMINS = 1;

    private static final int RANK_OF_MEMBERS = 2;

    /** In the order of {@link Member#SENIORITY}, which is that of the index {@code chat_members_seniority}. */
    private static final String SENIOR = """
            select id, user_id, role, joined_at
            from chat_members
            where chat_id = :chat and (case role when 'owner' then 0 when 'admin' then 1 else 2 end) <= :lowest
                and user_id is distinct from :except
            order by (case role when 'owner' then 0 when 'admin' then 1 else 2 end), id
            limit :limit
            """;

    private final JdbcTransactions transactions;

    public JdbcMemberships(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Member> find(ChatId chat, UserId user) {
        return transactions.first(
                "select id, user_id, role, joined_at from chat_members where chat_id = :chat and user_id = :user",
                JdbcMemberships::member,
                query -> query.bind("chat", chat).bind("user", user));
    }

    @Override
    public Member add(ChatId chat, UserId user, Instant now) {
        return transactions.one(
                """
                        with counted as (
                            update chats set members_count = members_count + 1 where id = :chat
                        )
                        insert into chat_members (chat_id, user_id, role, joined_at, baseline_message_id, own_deletion_id)
                        values (:chat, :user, 'member', :at,
                                coalesce((select max(id) from messages where chat_id = :chat), 0),
                                coalesce((select max(message_id) from hidden_messages where chat_id = :chat and user_id = :user), 0))
                        returning id, user_id, role, joined_at
                        """,
                JdbcMemberships::member,
                query -> query.bind("chat", chat).bind("user", user).bind("at", now));
    }

    /** Unless they muted the chat, the messages so far go on notifying them. */
    @Override
    public void remove(ChatId chat, UserId user) {
        transactions.update("""
                        with removed as (
                            delete from chat_members
                            where chat_id = :chat and user_id = :user
                            returning chat_id, user_id, muted,
                                greatest(baseline_message_id, unmuted_message_id, cleared_message_id) as after
                        ), span as (
                            insert into notified_spans (user_id, chat_id, after_message_id, until_message_id)
                            select removed.user_id, removed.chat_id, removed.after, newest.id
                            from removed
                            cross join (select max(id) as id from messages where chat_id = :chat) newest
                            where not removed.muted and newest.id > removed.after
                        )
                        update chats set members_count = members_count - 1 from removed where chats.id = removed.chat_id
                        """, update -> update.bind("chat", chat).bind("user", user));
    }

    @Override
    public void changeRole(ChatId chat, UserId user, Role role) {
        transactions.update(
                "update chat_members set role = :role where chat_id = :chat and user_id = :user",
                update -> update.bind("role", role).bind("chat", chat).bind("user", user));
    }

    @Override
    public Optional<Member> heir(ChatId chat, UserId leaver) {
        return senior(chat, RANK_OF_MEMBERS, leaver, 1).stream().findFirst();
    }

    @Override
    public List<Member> page(ChatId chat, @Nullable UserId after, int limit) {
        return transactions.list(
                """
                        select id, user_id, role, joined_at
                        from chat_members
                        where chat_id = :chat and user_id > :after
                        order by user_id
                        limit :limit
                        """,
                JdbcMemberships::member,
                query -> query.bind("chat", chat)
                        .bind("after", after == null ? 0 : after.value())
                        .bind("limit", limit));
    }

    @Override
    public List<Member> senior(ChatId chat, boolean staffOnly, int limit) {
        return senior(chat, staffOnly ? RANK_OF_ADMINS : RANK_OF_MEMBERS, null, limit);
    }

    private List<Member> senior(ChatId chat, int lowest, @Nullable UserId except, int limit) {
        return transactions.list(
                SENIOR,
                JdbcMemberships::member,
                query -> query.bind("chat", chat)
                        .bind("lowest", lowest)
                        .bind("except", except)
                        .bind("limit", limit));
    }

    @Override
    public List<ChatId> groupsAndChannelsOf(UserId user) {
        return transactions.list("""
                        select me.chat_id
                        from chat_members me
                        join chats c on c.id = me.chat_id
                        where me.user_id = :user and c.type <> 'private'
                        order by me.chat_id
                        """, row -> new ChatId(row.getLong("chat_id")), query -> query.bind("user", user));
    }

    /**
     * Two statements in one round trip: at READ COMMITTED the second one sees what was committed until the locks were granted. Members of
     * deleted chats stay for a while, and are left out only where they matter.
     */
    @Override
    public Set<UserId> lockBusy(Set<UserId> users, int chats) {
        return transactions.scan(
                """
                        select id from users where id = any(:users) order by id for no key update;
                        select one.id
                        from unnest(:users) one (id)
                        where (select count(*) from chat_members where user_id = one.id) >= :chats
                            and (select count(*) from chat_members me join chats c on c.id = me.chat_id
                                where me.user_id = one.id) >= :chats
                        """,
                JdbcMemberships::users,
                query -> query.bind("users", ArrayArgument.numbers(users)).bind("chats", chats));
    }

    private static Set<UserId> users(Supplier<ResultSet> lock, StatementContext statement) throws SQLException {
        Set<UserId> users = new HashSet<>();
        try (ResultSet rows = Results.second(lock, statement)) {
            while (rows.next()) {
                users.add(new UserId(rows.getLong("id")));
            }
        }
        return users;
    }

    @Override
    public int countOwned(UserId user) {
        return transactions.one("""
                        select count(*)
                        from chat_members me
                        join chats c on c.id = me.chat_id
                        where me.user_id = :user and me.role = 'owner'
                        """, row -> row.getInt(1), query -> query.bind("user", user));
    }

    @Override
    public void ban(ChatId chat, UserId user) {
        transactions.update("""
                        insert into chat_bans (chat_id, user_id) values (:chat, :user) on conflict do nothing
                        """, update -> update.bind("chat", chat).bind("user", user));
    }

    @Override
    public void unban(ChatId chat, UserId user) {
        transactions.update(
                "delete from chat_bans where chat_id = :chat and user_id = :user",
                update -> update.bind("chat", chat).bind("user", user));
    }

    @Override
    public boolean isBanned(ChatId chat, UserId user) {
        return transactions.one(
                "select exists (select from chat_bans where chat_id = :chat and user_id = :user)",
                row -> row.getBoolean(1),
                query -> query.bind("chat", chat).bind("user", user));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getLong("id"),
                new UserId(row.getLong("user_id")),
                Columns.named(row, "role", Role.class),
                Columns.instant(row, "joined_at"));
    }
}
