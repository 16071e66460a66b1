package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One client cannot make the server work or remember without end. */
@Timeout(120)
class FloodsIT {

    private static final TestServer SERVER = TestServer.shared();
    private static final URI SERVER_URI = Stream.uri(SERVER.api());

    @ParameterizedTest
    @Tag("R11")
    @ValueSource(
            strings = {
                "{}",
                "nonsense",
                "[]",
                "{\"type\":\"unknown\"}",
                "{\"type\":\"typing_start\"}",
                "{\"type\":\"typing_start\",\"chat_id\":9007199254740991}"
            })
    void a_few_refused_frames_are_answered_and_the_eleventh_closes_with_4429(String frame) {
        try (Stream stream = Stream.of(SERVER_URI, SERVER.person())) {
            for (int i = 0; i < 5; i++) {
                stream.send(frame);
            }
            await().until(() -> stream.events("error").size() == 5);
            assertThat(stream.isClosed()).isFalse();
            for (int i = 0; i < 6; i++) {
                stream.send(frame);
            }
            assertThat(stream.awaitClose()).isEqualTo(4429);
            assertThat(stream.events("error").size()).isBetween(5, 10);
        }
    }

    @Test
    @Tag("R11")
    void who_sends_nonsense_and_never_reads_is_let_go() throws Exception {
        try (RawClient client = RawClient.webSocket(SERVER_URI, SERVER.person().token())) {
            client.readHeaders();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000_000; i++) {
                            client.send(RawClient.TEXT, "{}");
                        }
                    })
                    .as("the server ends the connection")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @Tag("R11")
    @Tag("R8")
    void a_hundred_frames_at_once_are_taken_and_many_more_close_with_4429() {
        Person ann = SERVER.person();
        Person bob = SERVER.person();
        String typing = "{\"type\":\"typing_start\",\"chat_id\":" + ann.privateChatWith(bob) + "}";
        try (Stream stream = Stream.of(SERVER_URI, ann)) {
            for (int i = 0; i < 95; i++) {
                stream.send(typing);
            }
            stream.send("{}");
            stream.await("error");
            assertThat(stream.isClosed()).isFalse();
            for (int i = 0; i < 500 && !stream.isClosed(); i++) {
                stream.send(typing);
            }
            assertThat(stream.awaitClose()).isEqualTo(4429);
        }
    }

    @ParameterizedTest
    @Tag("R11")
    @ValueSource(ints = {RawClient.PING, RawClient.PONG, RawClient.CONTINUATION})
    void pings_pongs_and_empty_fragments_count_too(int opcode) throws Exception {
        try (RawClient client = RawClient.webSocket(SERVER_URI, SERVER.person().token())) {
            if (opcode == RawClient.CONTINUATION) {
                client.send(RawClient.TEXT_BEGINNING, "{");
            }
            for (int i = 0; i < 300; i++) {
                client.send(opcode, "");
            }
            assertThat(client.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    @Tag("R11")
    void a_frame_over_eight_kibibytes_closes_with_1009_whole_or_in_fragments() {
        try (Stream whole = Stream.of(SERVER_URI, SERVER.person());
                Stream parts = Stream.of(SERVER_URI, SERVER.person())) {
            whole.send("x".repeat(8 * 1024 + 1));
            assertThat(whole.awaitClose()).isEqualTo(1009);
            for (int i = 0; i < 9 && !parts.isClosed(); i++) {
                parts.sendPart("x".repeat(1024));
            }
            assertThat(parts.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    @Tag("R12")
    void a_user_has_twenty_sockets_and_streams_together_and_one_more_when_one_closes() {
        Person ann = SERVER.person();
        List<EventConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                EventConnection.Transport transport = i % 2 == 0
                        ? EventConnection.Transport.WEB_SOCKET
                        : EventConnection.Transport.SERVER_SENT_EVENTS;
                open.add(transport.open(ann, null));
            }
            try (Stream surplus = Stream.connect(SERVER_URI, "", ann.token())) {
                assertThat(surplus.awaitClose()).isEqualTo(4429);
                assertThat(surplus.events()).isEmpty();
            }
            Api.Response refused = ann.api().get("/api/v1/events").expect(429);
            assertThat(refused.code()).isEqualTo("too_many_connections");
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            try (Stream another = Stream.of(SERVER_URI, SERVER.person())) {
                assertThat(another.isClosed()).isFalse();
            }
            assertThat(open).noneMatch(EventConnection::isShut);

            open.removeFirst().close();
            await().untilAsserted(() -> {
                try (Stream next = Stream.of(SERVER_URI, ann)) {
                    assertThat(next.isClosed()).isFalse();
                }
            });
        } finally {
            open.forEach(EventConnection::close);
        }
    }
}
