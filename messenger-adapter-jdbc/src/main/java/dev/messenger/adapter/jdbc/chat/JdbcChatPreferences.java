package dev.messenger.adapter.jdbc.chat;

import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.Optional;

/** How members see their chats, in table {@code chat_members}. */
public final class JdbcChatPreferences implements ChatPreferenceStore {

    private static final String LOCK = """
            select from chat_members where chat_id = :chat and user_id = :member and muted <> :on for update
            """;

    /** The messages so far go on notifying the member. */
    private static final String MUTE = """
            with span as (
                insert into notified_spans (user_id, chat_id, after_message_id, until_message_id)
                select me.user_id, me.chat_id,
                    greatest(me.baseline_message_id, me.unmuted_message_id, me.cleared_message_id), newest.id
                from chat_members me
                cross join (select max(id) as id from messages where chat_id = :chat) newest
                where me.chat_id = :chat and me.user_id = :member
                    and newest.id > greatest(me.baseline_message_id, me.unmuted_message_id, me.cleared_message_id)
            )
            update chat_members set muted = true where chat_id = :chat and user_id = :member
            """;

    private static final String UNMUTE = """
            update chat_members
            set muted = false,
                unmuted_message_id = coalesce((select max(id) from messages where chat_id = :chat), 0)
            where chat_id = :chat and user_id = :member
            """;

    /** The cleared messages notify the member no more (rule N5). */
    private static final String SILENCE = """
            with told as (
                delete from notifications where user_id = :member and chat_id = :chat and message_id is not null
            ), spans as (
                delete from notified_spans where user_id = :member and chat_id = :chat
            )
            """;

    private final JdbcTransactions transactions;

    public JdbcChatPreferences(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean set(ChatId chat, UserId member, Mark mark, boolean on) {
        return switch (mark) {
            case ARCHIVED -> update(chat, member, on, """
                    update chat_members set archived = :on where chat_id = :chat and user_id = :member and archived <> :on
                    """);
            case PINNED -> update(chat, member, on, """
                    update chat_members set pinned = :on where chat_id = :chat and user_id = :member and pinned <> :on
                    """);
            case MUTED -> mute(chat, member, on);
        };
    }

    /** A statement of its own locks the row, so that the next one sees every message that the previous holder of the lock saw. */
    private boolean mute(ChatId chat, UserId member, boolean on) {
        return transactions.inTransaction(() -> {
            boolean locked = transactions.exists(
                    LOCK,
                    query -> query.bind("chat", chat).bind("member", member).bind("on", on));
            return locked && update(chat, member, on ? MUTE : UNMUTE) > 0;
        });
    }

    /** Ids of a chat become visible in their order (rule M13), so that no message below the highest one is yet to come. */
    @Override
    public void clear(ChatId chat, UserId member) {
        update(chat, member, SILENCE + """
                update chat_members
                set cleared_message_id = coalesce((select max(id) from messages where chat_id = :chat), 0)
                where chat_id = :chat and user_id = :member
                """);
    }

    @Override
    public void hide(ChatId chat, UserId member) {
        update(chat, member, SILENCE + """
                update chat_members
                set cleared_message_id = newest.id, hidden_message_id = newest.id
                from (select coalesce(max(id), 0) as id from messages where chat_id = :chat) newest
                where chat_id = :chat and user_id = :member
                """);
    }

    @Override
    public boolean show(ChatId chat, UserId member) {
        return update(chat, member, """
                update chat_members
                set hidden_message_id = null
                where chat_id = :chat and user_id = :member and hidden_message_id is not null
                """) > 0;
    }

    private boolean update(ChatId chat, UserId member, boolean on, String statement) {
        return transactions.update(
                        statement,
                        update ->
                                update.bind("chat", chat).bind("member", member).bind("on", on))
                > 0;
    }

    private int update(ChatId chat, UserId member, String statement) {
        return transactions.update(
                statement, update -> update.bind("chat", chat).bind("member", member));
    }

    @Override
    public Optional<Muting> muting(ChatId chat, UserId user) {
        return transactions.first(
                """
                        select c.type as chat_type, c.is_public, me.role, coalesce(me.muted, false) as muted
                        from chats c
                        left join chat_members me on me.chat_id = c.id and me.user_id = :user
                        where c.id = :chat
                        """,
                row -> new Muting(StandingRow.read(row), row.getBoolean("muted")),
                query -> query.bind("chat", chat).bind("user", user));
    }
}
