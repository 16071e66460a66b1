package dev.messenger.app.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A seeded data set. Ids follow from the sizes, so that every load generator can name a user and a chat that belong together
 * without asking.
 *
 * <p>Users {@code 1..busy()} have 50 chats each, the others one or two. Chat {@code c} has five busy and five quiet members; its
 * messages are {@code c, c + chats, c + 2 * chats, …}: written in turn, as in a server with many chats. Beyond the chats of ten
 * there are the channel, which every user and subscriber is a member of, and a private chat of two.
 *
 * @param users who write and read
 * @param chats groups of ten
 * @param subscribers further members of the channel, who do nothing
 * @param messages in all groups together
 * @param channelMessages in the channel
 */
record DataSet(int users, int chats, int subscribers, int messages, int channelMessages) {

    static final DataSet FULL = new DataSet(10_000, 2_000, 90_000, 1_000_000, 100_000);
    static final DataSet SMALL = new DataSet(1_000, 200, 1_000, 10_000, 1_000);

    private static final int CHATS_OF_A_BUSY_USER = 50;
    private static final int BUSY_MEMBERS = 5;

    /** How many users have 50 chats. */
    int busy() {
        return chats * BUSY_MEMBERS / CHATS_OF_A_BUSY_USER;
    }

    /** The chat of everybody; user 1 owns it. */
    long channel() {
        return chats + 1L;
    }

    /** The private chat of users 1 and 2. */
    long privateChat() {
        return chats + 2L;
    }

    /** One of the quiet members of a chat. */
    long quietMember(long chat, int number) {
        return busy() + 1 + (chat * BUSY_MEMBERS + number) % (users - busy());
    }

    /** The newest message of a chat. */
    long newest(long chat) {
        return messages - chats + chat;
    }

    /** A user who has the first chats, so many of them. */
    long collector(int ofChats) {
        return switch (ofChats) {
            case 10 -> users + 1L;
            case 100 -> users + 2L;
            default -> users + 3L;
        };
    }

    /** Who has the first 50 chats and the channel: with ten unread messages in each, or with all of them unread. */
    long reader(boolean ofAll) {
        return ofAll ? users + 4L : users + 5L;
    }

    /**
     * Fills an empty database of the messenger's schema, and beside it schema {@code bare}, the least that a chat program
     * needs: what the limits are measured on.
     */
    void seed(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : people()) {
                statement.execute(sql);
            }
            // an index is built faster than it is kept while rows come in
            String search = definition(statement);
            statement.execute("drop index messages_search");
            for (String sql : talk()) {
                statement.execute(sql);
            }
            statement.execute(search);
            statement.execute("alter index messages_search alter column 1 set statistics 0");
            for (String sql : bare()) {
                statement.execute(sql);
            }
            statement.execute("vacuum (analyze)");
        }
    }

    private static String definition(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select pg_get_indexdef('messages_search'::regclass)")) {
            row.next();
            return row.getString(1);
        }
    }

    private List<String> people() {
        int everybody = users + Math.max(subscribers, 5);
        return List.of(
                """
                insert into users (id, email, username, name, search_name, search_pairs, password_hash, email_verified_at, activated_at, mail_accepted,
                    created_at, updated_at)
                overriding system value
                select n, 'user' || n || '@benchmark.example', 'user' || n, 'User ' || n, 'user ' || n, '{}', '-', now(), now(), true, now(), now()
                from generate_series(1, %d) n
                """.formatted(everybody),
                "select setval(pg_get_serial_sequence('users', 'id'), %d)".formatted(everybody),
                """
                insert into chats (id, public_id, type, title, search_title, members_count, created_at)
                overriding system value
                select c, upper(substr(md5(c::text), 1, 24)), 'group', 'Group ' || c, 'group ' || c, 10, now() - interval '30 days' from generate_series(1, %d) c
                """.formatted(chats),
                """
                insert into chats (id, public_id, type, title, search_title, members_count, created_at, private_low, private_high)
                overriding system value values
                    (%1$d, 'CHANNELCHANNELCHANNELCHA', 'channel', 'Channel', 'channel', %3$d, now() - interval '30 days', null, null),
                    (%2$d, 'PRIVATEPRIVATEPRIVATEPRI', 'private', null, null, 2, now() - interval '30 days', 1, 2)
                """.formatted(channel(), privateChat(), everybody),
                """
                select setval(pg_get_serial_sequence('chats', 'id'), %d)
                """.formatted(privateChat()),
                """
                insert into chat_members (chat_id, user_id, role, joined_at)
                select c, 1 + (c * %2$d + j) %% %3$d, case j when 0 then 'owner' else 'member' end, now() - interval '30 days'
                from generate_series(1, %1$d) c, generate_series(0, 4) j
                union all
                select c, 1 + %3$d + (c * %2$d + j) %% (%4$d - %3$d), 'member', now() - interval '30 days'
                from generate_series(1, %1$d) c, generate_series(0, 4) j
                """.formatted(chats, BUSY_MEMBERS, busy(), users),
                """
                insert into chat_members (chat_id, user_id, role, joined_at)
                select %d, n, case n when 1 then 'owner' else 'member' end, now() - interval '30 days' from generate_series(1, %d) n
                union all
                select %d, n, 'member', now() - interval '30 days' from generate_series(1, 2) n
                """.formatted(channel(), everybody, privateChat()),
                """
                insert into chat_members (chat_id, user_id, role, joined_at)
                select c, %2$d + case when c <= 10 then k when c <= 100 then k + 1 else 3 end, 'member', now() - interval '30 days'
                from generate_series(1, least(1000, %1$d)) c, generate_series(1, 3) k
                where k <= case when c <= 10 then 3 when c <= 100 then 2 else 1 end
                union all
                select c, %2$d + 3 + k, 'member', now() - interval '30 days' from generate_series(1, 50) c, generate_series(1, 2) k
                """.formatted(chats, users),
                """
                update chats set members_count = (select count(*) from chat_members where chat_id = chats.id) where type = 'group'
                """);
    }

    /** Words of a vocabulary of 20,000, a few of them in every other message, most of them rare. */
    private List<String> talk() {
        String text = """
                (select string_agg(substr(md5((20000 * pow((hashint8extended(n, k) & 1048575) / 1048576.0, 3))::int::text), 1,
                        4 + k), ' ')
                 from generate_series(1, 6) k)
                """;
        String columns = """
                insert into messages
                    (chat_id, id, sender_id, type, text, search_text, client_message_id, number, sender_number, created_at, updated_at)
                overriding system value
                """; // these texts are folded as they are
        int all = messages + channelMessages;
        return List.of(
                columns + """
                select c, n, 1 + (c * %3$d + n / %2$d %% 5) %% %4$d, 'text', text, text, 'seed-' || n, 1 + (n - 1) / %2$d,
                    row_number() over (partition by c, n / %2$d %% 5 order by n),
                    now() - (%6$d - n) * interval '1 second', now() - (%6$d - n) * interval '1 second'
                from (select n, 1 + (n - 1) %% %2$d as c, %5$s as text from generate_series(1, %1$d) n) numbered
                order by n
                """.formatted(messages, chats, BUSY_MEMBERS, busy(), text, all),
                columns + """
                select %1$d, n, 1, 'text', text, text, 'seed-' || n, n - %3$d, n - %3$d, now() - (%4$d - n) * interval '1 second', now() - (%4$d - n) * interval '1 second'
                from (select n, %2$s as text from generate_series(%3$d + 1, %4$d) n) numbered
                """.formatted(channel(), text, messages, all),
                "select setval(pg_get_serial_sequence('messages', 'id'), %d)".formatted(all),
                """
                update chats
                set message_count = last.number, last_message_id = last.id, last_message_at = last.created_at
                from (select distinct on (chat_id) chat_id, number, id, created_at from messages order by chat_id, id desc) last
                where chats.id = last.chat_id
                """,
                // everyone has read all but the last 0 to 19 messages of each chat; what a newcomer found there counts
                // as read
                """
                update chat_members
                set delivered_message_id = greatest(1, %1$d - (user_id + chat_id) %% 20 * %2$d),
                    read_message_id = greatest(1, %1$d - (user_id + chat_id) %% 20 * %2$d)
                where chat_id <= %2$d
                """.formatted(messages, chats),
                """
                update chat_members set delivered_message_id = %1$d, read_message_id = %1$d where chat_id = %2$d and user_id <= %3$d
                """.formatted(all, channel(), users),
                """
                update chat_members set delivered_message_id = null, read_message_id = null where user_id = %d
                """.formatted(reader(true)),
                """
                update chat_members
                set delivered_message_id = at, read_message_id = at
                from (select case when chat_id > %2$d then %3$d else %1$d - 10 * %2$d end as at, chat_id as chat
                    from chat_members where user_id = %4$d) last
                where user_id = %4$d and chat_id = last.chat
                """.formatted(messages, chats, all - 10, reader(false)));
    }

    /** Tables with no index but their keys. */
    private static List<String> bare() {
        return List.of(
                "create schema bare",
                "create table bare.chats as select id, type, title, created_at from chats",
                "alter table bare.chats add primary key (id)",
                "create table bare.members as select chat_id, user_id, role, coalesce(read_message_id, 0) as read_id from chat_members",
                "alter table bare.members add primary key (chat_id, user_id)",
                "create index on bare.members (user_id)",
                """
                create table bare.messages (
                    chat_id bigint, id bigint generated always as identity, sender_id bigint not null, text text not null,
                    client_message_id text, created_at timestamptz not null default now(), primary key (chat_id, id))
                """,
                """
                insert into bare.messages overriding system value
                select chat_id, id, sender_id, text, client_message_id, created_at from messages order by id
                """,
                "select setval(pg_get_serial_sequence('bare.messages', 'id'), (select max(id) from messages))",
                """
                create table bare.outbox (
                    id bigint generated always as identity primary key, chat_id bigint not null, message_id bigint not null)
                """);
    }
}
