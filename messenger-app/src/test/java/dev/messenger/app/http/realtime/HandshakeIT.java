package dev.messenger.app.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Answer;
import dev.messenger.app.testing.RawConnection;
import dev.messenger.app.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests at the path of the WebSocket, in the form of a handshake or not. */
@Tag("C19")
class HandshakeIT {

    private static final String START = "GET /api/v1/realtime HTTP/1.1\r\nHost: a\r\n";
    private static final String UPGRADE = "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private final TestServer server = TestServer.shared();

    @Test
    void aHandshakeIsAccepted() throws IOException {
        assertThat(answer(START + UPGRADE + VERSION + KEY).status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", VERSION, KEY, "Connection: Upgrade\r\nUpgrade: h2c\r\n" + VERSION + KEY})
    void aRequestThatAsksForNoWebSocketIsToldToUpgrade(String headers) throws IOException {
        Answer answer = answer(START + headers);

        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.headers())
                .containsEntry("upgrade", "websocket")
                .containsEntry("sec-websocket-version", "13")
                .containsEntry("content-type", "application/json");
        assertThat(answer.json().get("code").asString()).isEqualTo("upgrade_required");
        assertThat(answer.json().get("detail").asString()).contains("Sec-WebSocket-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UPGRADE + VERSION,
                UPGRADE + KEY,
                UPGRADE + VERSION + "Sec-WebSocket-Key: short\r\n",
                UPGRADE + VERSION + "Sec-WebSocket-Key:\r\n",
                UPGRADE + "Sec-WebSocket-Version: 99\r\n" + KEY,
                UPGRADE + "Sec-WebSocket-Version: x\r\n" + KEY,
                UPGRADE + VERSION + KEY + "Sec-WebSocket-Extensions: a;;=,\"\r\n",
                "Upgrade: websocket\r\n" + VERSION + KEY
            })
    void aBrokenHandshakeIsRefused(String headers) throws IOException {
        Answer answer = answer(START + headers);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fault()).isNull();
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() throws IOException {
        Answer answer = answer(START.replace("realtime", "realtime?after=%zz") + UPGRADE + VERSION + KEY);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "DELETE, 405", "OPTIONS, 204"})
    void otherMethodsAreToldWhichOneIsRight(String method, int status) throws IOException {
        for (String headers : new String[] {"", UPGRADE + VERSION + KEY}) {
            String authorization = "Authorization: Bearer " + server.person().token() + "\r\n";
            Answer answer = answer(START.replace("GET", method) + authorization + headers);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        }
    }

    private Answer answer(String head) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return Objects.requireNonNull(connection.read(), "no response");
        }
    }
}
