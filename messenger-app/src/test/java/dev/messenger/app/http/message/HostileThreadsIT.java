package dev.messenger.app.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hostile threads: 10,000 replies in a chain, in a star, and deleted ones with one message at the end (rule M9). */
@Tag("M9")
class HostileThreadsIT {

    private static final int REPLIES = 10_000;
    private static final int LIMIT = 100;

    /** Generous: a page of a normal thread takes a few milliseconds. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static Sql sql;
    private static TestServer server;
    private static Person anna;

    @BeforeAll
    static void start() {
        Map<String, String> services = TestServer.freshServices();
        sql = new Sql(services.get("DATABASE_URL"));
        server = TestServer.start(services, Map.of());
        anna = server.person();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ofAChainTheFirstLinksAreRead() {
        long root = replies("id - 1", "cast(null as timestamptz)");

        assertThat(read(root)).containsExactlyElementsOf(ids(root, LIMIT));
    }

    @Test
    void ofAStarTheOldestRaysAreRead() {
        long root = replies("root", "cast(null as timestamptz)");

        assertThat(read(root)).containsExactlyElementsOf(ids(root, LIMIT));
    }

    @Test
    void aChainOfDeletedMessagesIsWalkedToItsEnd() {
        long root = replies("id - 1", "case when id < root + %d then now() end".formatted(REPLIES));

        assertThat(read(root)).containsExactly(root, root + REPLIES);
    }

    @Test
    void aStarOfDeletedMessagesWithAReplyEachToo() {
        int rays = REPLIES / 2;
        long root = replies(
                "case when id <= root + %1$d then root else id - %1$d end".formatted(rays),
                "case when id <= root + %d then now() end".formatted(rays));

        assertThat(read(root))
                .containsExactlyElementsOf(
                        LongStream.concat(LongStream.of(root), LongStream.range(root + rays + 1, root + rays + LIMIT))
                                .boxed()
                                .toList());
    }

    @Test
    @Tag("M19")
    void beyondTenThousandRepliesTheWalkEnds() {
        String hidden = "case when id <= root + %d then now() end".formatted(REPLIES);

        long atTheEnd = replies(REPLIES, "id - 1", "case when id < root + %d then now() end".formatted(REPLIES));
        assertThat(read(atTheEnd)).containsExactly(atTheEnd, atTheEnd + REPLIES);
        assertThat(read(replies(REPLIES + 1, "id - 1", hidden))).as("a chain").hasSize(1);
        assertThat(read(replies(REPLIES + 1, "root", hidden))).as("a star").hasSize(1);
    }

    private static List<Long> ids(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    private static List<Long> read(long root) {
        long begun = System.nanoTime();
        List<Long> thread = Talk.thread(anna, root, LIMIT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        return thread;
    }

    /** Inserts a root and its replies; both arguments are SQL expressions over {@code id} and {@code root}. */
    private static long replies(String replyTo, String deletedAt) {
        return replies(REPLIES, replyTo, deletedAt);
    }

    private static long replies(int count, String replyTo, String deletedAt) {
        long chat = Talk.group(anna);
        long root = anna.send(chat, "Root");
        sql.run("""
                insert into messages
                    (chat_id, id, number, sender_id, sender_number, type, text, reply_to_id, created_at, updated_at, deleted_at)
                overriding system value
                select %d, id, 1 + id - root, %d, 1 + id - root, 'text', case when deleted_at is null then 'Reply' end, reply_to, now(), now(), deleted_at
                from (select id, root, %s as reply_to, %s as deleted_at
                      from (select root, root + number as id
                            from (select cast(%d as bigint) as root) here, generate_series(1, %d) number) numbered) made;
                analyze messages;
                select setval(pg_get_serial_sequence('messages', 'id'), %d)
                """.formatted(chat, anna.id(), replyTo, deletedAt, root, count, root + count));
        return root;
    }
}
