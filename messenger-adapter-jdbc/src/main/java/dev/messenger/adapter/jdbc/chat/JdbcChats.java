package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
import dev.messenger.adapter.jdbc.shared.SearchColumns;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.chat.port.HandleTaken;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Description;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The chats and their members, in the tables {@code chats} and {@code chat_members}. */
public final class JdbcChats implements Chats {

    private final JdbcTransactions transactions;

    public JdbcChats(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public ChatId add(NewChat chat) {
        return Failures.translating(
                Map.of("chats_handle_unique", HandleTaken::new),
                () -> transactions.one(
                        """
                        with chat as (
                            insert into chats
                                (public_id, type, title, search_title, search_accents, search_pairs, handle, description, is_public,
                                 members_count, created_at)
                            values (:public_id, :type, :title, :search_title, :search_accents, :search_pairs, :handle, :description,
                                    :is_public, 1 + cardinality(:members), :at)
                            returning id
                        ), joined as (
                            insert into chat_members (chat_id, user_id, role, joined_at)
                            select chat.id, one.user_id, case one.place when 1 then 'owner' else 'member' end,
                                cast(:at as timestamptz)
                            from chat
                            cross join unnest(array_prepend(cast(:owner as bigint), cast(:members as bigint[])))
                                with ordinality one (user_id, place)
                            order by one.place
                        )
                        select id from chat
                        """,
                        row -> new ChatId(row.getLong("id")),
                        query -> SearchColumns.bind(query, chat.title(), chat.handle())
                                .bind("public_id", chat.publicId())
                                .bind("type", chat.type())
                                .bind("handle", chat.handle())
                                .bind("description", chat.description())
                                .bind("is_public", chat.isPublic())
                                .bind("owner", chat.owner())
                                .bind("members", ArrayArgument.numbers(chat.members()))
                                .bind("at", chat.createdAt())));
    }

    /**
     * When another transaction inserts the chat at the same time, the insert waits for it and does nothing, and the next look, a
     * statement of its own, finds that chat. If it is deleted by then, the loop goes on.
     */
    @Override
    public FoundOrCreated findOrCreatePrivate(UserId one, UserId other, PublicId publicId, Instant now) {
        return transactions.inTransaction(() -> {
            while (true) {
                Optional<ChatId> found = findPrivate(one, other);
                if (found.isPresent()) {
                    return new FoundOrCreated(found.get(), false);
                }
                Optional<ChatId> inserted = insertPrivate(one, other, publicId, now);
                if (inserted.isPresent()) {
                    return new FoundOrCreated(inserted.get(), true);
                }
            }
        });
    }

    /** The pair of a user with themselves. */
    @Override
    public FoundOrCreated findOrCreateSaved(UserId user, PublicId publicId, Instant now) {
        return findOrCreatePrivate(user, user, publicId, now);
    }

    private Optional<ChatId> insertPrivate(UserId one, UserId other, PublicId publicId, Instant now) {
        return transactions.first(
                """
                        with chat as (
                            insert into chats (public_id, type, private_low, private_high, members_count, created_at)
                            values (:public_id, 'private', least(:one, :other), greatest(:one, :other),
                                    case when :one = :other then 1 else 2 end, :at)
                            on conflict (private_low, private_high) do nothing
                            returning id
                        ), members as (
                            insert into chat_members (chat_id, user_id, role, joined_at)
                            select distinct id, unnest(array[:one, :other]), 'member', cast(:at as timestamptz) from chat
                        )
                        select id from chat
                        """,
                row -> new ChatId(row.getLong("id")),
                query -> query.bind("public_id", publicId)
                        .bind("one", one)
                        .bind("other", other)
                        .bind("at", now));
    }

    @Override
    public Optional<ChatId> findPrivate(UserId one, UserId other) {
        return transactions.first(
                """
                        select id
                        from chats
                        where private_low = least(:one, :other) and private_high = greatest(:one, :other)
                        """,
                row -> new ChatId(row.getLong("id")),
                query -> query.bind("one", one).bind("other", other));
    }

    @Override
    public Optional<ChatId> findByPublicId(PublicId publicId) {
        return transactions.first(
                "select id from chats where public_id = :public_id",
                row -> new ChatId(row.getLong("id")),
                query -> query.bind("public_id", publicId));
    }

    @Override
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return transactions.first(
                """
                        select c.type as chat_type, c.is_public, me.role
                        from chats c
                        left join chat_members me on me.chat_id = c.id and me.user_id = :user
                        where c.id = :chat
                        """, StandingRow::read, query -> query.bind("chat", chat).bind("user", user));
    }

    /** Two statements in one round trip: at READ COMMITTED the second one sees what was committed until the lock was granted. */
    @Override
    public Optional<LockedChat> lock(ChatId chat, UserId user) {
        return transactions.scan(
                """
                        select id from chats where id = :chat for no key update;
                        select c.type as chat_type, c.is_public, me.role,
                            coalesce(c.private_low = c.private_high, false) as is_saved, c.members_count
                        from chats c
                        left join chat_members me on me.chat_id = c.id and me.user_id = :user
                        where c.id = :chat
                        """, JdbcChats::locked, query -> query.bind("chat", chat).bind("user", user));
    }

    private static Optional<LockedChat> locked(Supplier<ResultSet> lock, StatementContext statement)
            throws SQLException {
        try (ResultSet row = Results.second(lock, statement)) {
            return row.next()
                    ? Optional.of(new LockedChat(
                            StandingRow.read(row), row.getBoolean("is_saved"), row.getInt("members_count")))
                    : Optional.empty();
        }
    }

    @Override
    public void changeTitle(ChatId chat, Title title) {
        transactions.update(
                """
                        update chats
                        set title = :title, search_title = :search_title, search_accents = :search_accents,
                            search_pairs = :search_pairs || array(
                                select substr(handle, place, 2) from generate_series(1, length(handle) - 1) place)
                        where id = :chat
                        """, update -> SearchColumns.bind(update, title, null).bind("chat", chat));
    }

    @Override
    public void changeDescription(ChatId chat, @Nullable Description description) {
        transactions.update(
                "update chats set description = :description where id = :chat",
                update -> update.bind("chat", chat).bind("description", description));
    }

    @Override
    public void changeAvatar(ChatId chat, @Nullable Avatar avatar) {
        transactions.update(
                "update chats set avatar = :avatar where id = :chat",
                update -> update.bind("chat", chat).bind("avatar", avatar));
    }

    @Override
    public boolean pin(ChatId chat, MessageId message, UserId viewer) {
        return transactions.update(
                        """
                                update chats
                                set pinned_message_id = :message
                                where id = :chat and exists (
                                    select
                                    from chat_members me
                                    cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
                                    where me.chat_id = :chat and me.user_id = :viewer and m.id = :message)
                                """,
                        update -> update.bind("chat", chat)
                                .bind("message", message)
                                .bind("viewer", viewer))
                > 0;
    }

    @Override
    public void unpin(ChatId chat) {
        transactions.update(
                "update chats set pinned_message_id = null where id = :chat", update -> update.bind("chat", chat));
    }

    /** Leaves members and messages to the purge, see {@code docs/adr/0020-deleting-chats.md}. */
    @Override
    public void remove(ChatId chat, Instant now) {
        transactions.update("""
                        with deleted as (
                            delete from chats where id = :chat returning id
                        ), unlinked as (
                            delete from invite_links where chat_id = :chat
                        )
                        insert into deleted_chats (chat_id, deleted_at) select id, :at from deleted
                        """, update -> update.bind("chat", chat).bind("at", now));
    }
}
