package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.Failures;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.adapter.jdbc.shared.Results;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
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
        try {
            return transactions.with(handle -> insert(handle, chat));
        } catch (JdbiException e) {
            if ("chats_handle_unique".equals(Failures.violatedUnique(e))) {
                throw new HandleTaken();
            }
            throw e;
        }
    }

    private static ChatId insert(Handle handle, NewChat chat) {
        return handle.createQuery("""
                        with chat as (
                            insert into chats
                                (public_id, type, title, handle, description, is_public, members_count, created_at)
                            values (:public_id, :type, :title, :handle, :description, :is_public,
                                    1 + cardinality(:members), :at)
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
                        """)
                .bind("public_id", chat.publicId().value())
                .bind("type", Columns.nameOf(chat.type()))
                .bind("title", chat.title().value())
                .bind("handle", chat.handle() == null ? null : chat.handle().value())
                .bind(
                        "description",
                        chat.description() == null ? null : chat.description().value())
                .bind("is_public", chat.isPublic())
                .bind("owner", chat.owner().value())
                .bindArray(
                        "members",
                        Long.class,
                        chat.members().stream().map(UserId::value).toList())
                .bind("at", chat.createdAt())
                .map((row, ctx) -> new ChatId(row.getLong("id")))
                .one();
    }

    @Override
    public FoundOrCreated findOrCreatePrivate(UserId one, UserId other, PublicId publicId, Instant now) {
        return findOrInsert(one, other, publicId, now);
    }

    /** The pair of a user with themselves. */
    @Override
    public FoundOrCreated findOrCreateSaved(UserId user, PublicId publicId, Instant now) {
        return findOrInsert(user, user, publicId, now);
    }

    /**
     * Finds the chat or inserts it. When another transaction inserts it at the same time, the insert waits for it and does nothing, and the next
     * look, a statement of its own, finds the other one's; unless that is deleted by then, and the loop goes on.
     */
    private FoundOrCreated findOrInsert(UserId one, UserId other, PublicId publicId, Instant now) {
        long low = Math.min(one.value(), other.value());
        long high = Math.max(one.value(), other.value());
        return transactions.inTransaction(() -> transactions.with(handle -> {
            while (true) {
                Optional<ChatId> found = findPrivate(handle, low, high);
                if (found.isPresent()) {
                    return new FoundOrCreated(found.get(), false);
                }
                Optional<ChatId> inserted = insertPrivate(handle, low, high, publicId, now);
                if (inserted.isPresent()) {
                    return new FoundOrCreated(inserted.get(), true);
                }
            }
        }));
    }

    private static Optional<ChatId> findPrivate(Handle handle, long low, long high) {
        return handle.createQuery("select id from chats where private_low = :low and private_high = :high")
                .bind("low", low)
                .bind("high", high)
                .map((row, ctx) -> new ChatId(row.getLong("id")))
                .findOne();
    }

    private static Optional<ChatId> insertPrivate(Handle handle, long low, long high, PublicId publicId, Instant now) {
        return handle.createQuery("""
                        with chat as (
                            insert into chats (public_id, type, private_low, private_high, members_count, created_at)
                            values (:public_id, 'private', :low, :high, case when :low = :high then 1 else 2 end, :at)
                            on conflict (private_low, private_high) do nothing
                            returning id
                        ), members as (
                            insert into chat_members (chat_id, user_id, role, joined_at)
                            select distinct id, unnest(array[:low, :high]), 'member', cast(:at as timestamptz) from chat
                        )
                        select id from chat
                        """)
                .bind("public_id", publicId.value())
                .bind("low", low)
                .bind("high", high)
                .bind("at", now)
                .map((row, ctx) -> new ChatId(row.getLong("id")))
                .findOne();
    }

    @Override
    public Optional<ChatId> findPrivate(UserId one, UserId other) {
        return transactions.with(handle ->
                findPrivate(handle, Math.min(one.value(), other.value()), Math.max(one.value(), other.value())));
    }

    @Override
    public Optional<ChatId> findByPublicId(PublicId publicId) {
        return transactions.with(handle -> handle.createQuery("select id from chats where public_id = :public_id")
                .bind("public_id", publicId.value())
                .map((row, ctx) -> new ChatId(row.getLong("id")))
                .findOne());
    }

    @Override
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return transactions.with(handle -> handle.createQuery("""
                        select c.type as chat_type, c.is_public, me.role
                        from chats c
                        left join chat_members me on me.chat_id = c.id and me.user_id = :user
                        where c.id = :chat
                        """)
                .bind("chat", chat.value())
                .bind("user", user.value())
                .map((row, ctx) -> StandingRow.read(row))
                .findOne());
    }

    /** Two statements in one round trip: at READ COMMITTED the second one sees what was committed until the lock was granted. */
    @Override
    public Optional<LockedChat> lock(ChatId chat, UserId user) {
        return transactions.scan(
                """
                        select id from chats where id = :chat for no key update;
                        select c.type as chat_type, c.is_public, me.role,
                            coalesce(c.private_low = c.private_high, false) as is_saved
                        from chats c
                        left join chat_members me on me.chat_id = c.id and me.user_id = :user
                        where c.id = :chat
                        """,
                JdbcChats::locked,
                query -> query.bind("chat", chat.value()).bind("user", user.value()));
    }

    private static Optional<LockedChat> locked(Supplier<ResultSet> lock, StatementContext statement)
            throws SQLException {
        try (ResultSet row = Results.second(lock, statement)) {
            return row.next()
                    ? Optional.of(new LockedChat(StandingRow.read(row), row.getBoolean("is_saved")))
                    : Optional.empty();
        }
    }

    @Override
    public void changeTitle(ChatId chat, Title title) {
        transactions.with(handle -> handle.createUpdate("update chats set title = :title where id = :chat")
                .bind("chat", chat.value())
                .bind("title", title.value())
                .execute());
    }

    @Override
    public void changeDescription(ChatId chat, @Nullable Description description) {
        transactions.with(handle -> handle.createUpdate("update chats set description = :description where id = :chat")
                .bind("chat", chat.value())
                .bind("description", description == null ? null : description.value())
                .execute());
    }

    @Override
    public void changeAvatar(ChatId chat, @Nullable Avatar avatar) {
        transactions.with(handle -> handle.createUpdate("update chats set avatar = :avatar where id = :chat")
                .bind("chat", chat.value())
                .bind("avatar", avatar == null ? null : avatar.stored())
                .execute());
    }

    @Override
    public boolean pin(ChatId chat, MessageId message, UserId viewer) {
        return transactions.with(handle -> handle.createUpdate("""
                                update chats
                                set pinned_message_id = :message
                                where id = :chat and exists (
                                    select
                                    from chat_members me
                                    cross join lateral visible_messages(me.user_id, me.chat_id, me.cleared_message_id) m
                                    where me.chat_id = :chat and me.user_id = :viewer and m.id = :message)
                                """)
                        .bind("chat", chat.value())
                        .bind("message", message.value())
                        .bind("viewer", viewer.value())
                        .execute())
                > 0;
    }

    @Override
    public void unpin(ChatId chat) {
        transactions.with(handle -> handle.createUpdate("update chats set pinned_message_id = null where id = :chat")
                .bind("chat", chat.value())
                .execute());
    }

    /** Leaves members and messages to the purge, see {@code docs/adr/0020-deleting-chats.md}. */
    @Override
    public void remove(ChatId chat, Instant now) {
        transactions.with(handle -> handle.createUpdate("""
                        with gone as (
                            delete from chats where id = :chat returning id
                        ), unlinked as (
                            delete from invite_links where chat_id = :chat
                        )
                        insert into deleted_chats (chat_id, deleted_at) select id, :at from gone
                        """)
                .bind("chat", chat.value())
                .bind("at", now)
                .execute());
    }
}
