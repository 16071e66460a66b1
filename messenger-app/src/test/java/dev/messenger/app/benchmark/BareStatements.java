package dev.messenger.app.benchmark;

/**
 * The least that a hot endpoint has to ask of a database, each as one statement on the tables of schema {@code bare}. Parameters
 * are named as pgbench has them; {@link #forJdbc} numbers them.
 */
enum BareStatements {

    /** Membership, message and outbox row. */
    SEND("""
            with allowed as (
                select from bare.members where chat_id = :chat and user_id = :user
            ), posted as (
                insert into bare.messages (chat_id, sender_id, text, client_message_id)
                select :chat, :user, :text, :client from allowed
                returning id, created_at
            ), told as (
                insert into bare.outbox (chat_id, message_id) select :chat, id from posted
            )
            select id, created_at from posted
            """),

    /** The 50 newest messages, for a member. */
    HISTORY("""
            select id, sender_id, text, created_at
            from bare.messages
            where chat_id = :chat and exists (select from bare.members where chat_id = :chat and user_id = :user)
            order by id desc
            limit 50
            """),

    /** 50 chats with the last message and a count of unread ones that stops at 1,000. */
    CHAT_LIST("""
            select c.id, c.type, c.title, c.created_at, last.id as last_id, last.text, last.created_at as last_at, unread.count
            from bare.members me
            join bare.chats c on c.id = me.chat_id
            left join lateral (
                select id, text, created_at from bare.messages where chat_id = me.chat_id order by id desc limit 1
            ) last on true
            cross join lateral (
                select count(*)
                from (select from bare.messages where chat_id = me.chat_id and id > me.read_id limit 1000) bounded
            ) unread
            where me.user_id = :user
            order by last.id desc nulls last
            limit 50
            """);

    private final String sql;

    BareStatements(String sql) {
        this.sql = sql;
    }

    /** A script of pgbench: a random chat and one of its members. */
    String forPgbench(DataSet data) {
        String choice = switch (this) {
            case SEND, HISTORY -> """
                    \\set chat random(1, %d)
                    \\set user %d + (:chat * 5 + random(0, 4)) %% %d
                    \\set text random(1, 1000000000)
                    \\set client random(1, 1000000000000)
                    """.formatted(data.chats(), data.busy() + 1, data.users() - data.busy());
            case CHAT_LIST -> "\\set user random(1, %d)\n".formatted(data.busy());
        };
        // pgbench ends a statement at the semicolon and takes a line break within it
        return choice
                + sql.strip()
                        .replace(":text", "'The quick brown fox says ' || cast(:text as text)")
                        .replace(":client", "cast(:client as text)")
                + ";\n";
    }

    /** With question marks, in the order chat, user, text, client, each as often as it is named. */
    String forJdbc() {
        return sql.replaceAll(":(chat|user|text|client)\\b", "?");
    }
}
