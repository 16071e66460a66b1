package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not read do not slow the others down; the server closes them with a reason (rule R7). */
@Tag("R7")
@Timeout(180)
class SlowReadersIT {

    private static final int MESSAGES = 400;

    /** 16 KiB in UTF-8, so that a few hundred exceed the kernel's buffer of a connection. */
    private static final String LONG_TEXT = "\uD83D\uDE00".repeat(4096);

    @Test
    @Tag("R8")
    void who_never_reads_is_let_go_with_4408_while_the_others_hear_everything_at_once() throws Exception {
        TestServer server = TestServer.shared();
        URI uri = Stream.uri(server.api());
        Person ann = server.person();
        Person bob = server.person();
        long chat = ann.privateChatWith(bob);
        List<Long> sent = new ArrayList<>();
        try (RawClient silent = RawClient.webSocket(uri, bob.token());
                Stream reader = Stream.of(uri, bob)) {
            for (int i = 0; i < MESSAGES; i++) {
                long message = ann.send(chat, LONG_TEXT);
                sent.add(message);
                if (i % 100 == 99) {
                    await().pollInterval(Duration.ofMillis(5))
                            .atMost(Duration.ofSeconds(2))
                            .until(() -> reader.events("message_created").size() == sent.size());
                }
            }
            assertThat(reader.events("message_created"))
                    .extracting(event -> event.get("data").get("id").asLong())
                    .containsExactlyElementsOf(sent);
            assertThat(reader.isClosed()).isFalse();

            await().pollDelay(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> true); // one write may take 10 s
            assertThat(silent.closeCode()).isEqualTo(4408);
        }
    }

    /** Ten seconds are over before the client reads; a stream that was still open would go on with the rest. */
    @Test
    @Tag("R12")
    void a_stream_of_server_sent_events_that_nobody_reads_is_ended_too() throws Exception {
        TestServer server = TestServer.shared();
        URI uri = Stream.uri(server.api());
        Person ann = server.person();
        Person bob = server.person();
        long chat = ann.privateChatWith(bob);
        try (RawClient silent = RawClient.serverSentEvents(uri, bob.token())) {
            silent.readHeaders();
            for (int i = 0; i < MESSAGES; i++) {
                ann.send(chat, LONG_TEXT);
            }
            await().pollDelay(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> true); // one write may take 10 s

            assertThat(silent.bytesUntilTheEnd()).isLessThan(MESSAGES * (long) LONG_TEXT.length() * 2);
        }
    }
}
