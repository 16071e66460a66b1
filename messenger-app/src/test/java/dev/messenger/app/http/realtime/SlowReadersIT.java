package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
        try (SilentClient silent = new SilentClient(uri, bob.token());
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

    /** A client that reads nothing until it asks for the close code. */
    private static final class SilentClient implements AutoCloseable {

        private final Socket socket = new Socket();

        SilentClient(URI server, String token) throws IOException {
            socket.setReceiveBufferSize(2048);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            String handshake = String.join(
                    "\r\n",
                    "GET /api/v1/realtime HTTP/1.1",
                    "Host: " + server.getAuthority(),
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13",
                    "Authorization: Bearer " + token,
                    "",
                    "");
            socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        /** Reads everything up to the code of the close frame. */
        int closeCode() throws IOException {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            skipHeaders(in);
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte() & 0x7F;
                long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                if (opcode == 8) {
                    return in.readUnsignedShort();
                }
                in.skipNBytes(size);
            }
        }

        private static void skipHeaders(DataInputStream in) throws IOException {
            int last = 0;
            while (last != 0x0D0A0D0A) {
                last = last << 8 | in.readUnsignedByte();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
