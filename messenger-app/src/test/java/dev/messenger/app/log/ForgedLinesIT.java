package dev.messenger.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.RawConnection;
import dev.messenger.app.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server whose clients try to write it. */
@Tag("C21")
class ForgedLinesIT {

    private static final List<String> SEPARATORS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\u000b",
            "\f",
            "\u0085",
            "\u2028",
            "\u001b[1A\u001b[2K",
            "%0d%0a",
            "%0A",
            "%1b[2K",
            "%c2%85",
            "%e2%80%a8",
            "\\r\\n");

    private static final String FORGED = "12:00:00.000 INFO  http  forged";

    private static final Pattern LINE =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO |WARN |ERROR) [^\\p{Cntrl}]*");

    @TempDir
    private Path dataDir;

    @Test
    void noClientWritesALineOfTheLog() throws IOException {
        try (ServerProcess server = ServerProcess.launch(Map.of(
                "DATA_DIR", dataDir.toString(),
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "REGISTER_RATE_LIMIT_PER_MINUTE", "0"))) {
            Api api = server.awaitReady();
            int port = URI.create(api.request("/").build().uri().toString()).getPort();
            for (String separator : SEPARATORS) {
                String forged = separator + FORGED;
                send(port, "GET /health HTTP/1.1\r\nHost: a" + forged + "\r\n\r\n");
                send(port, "GET /health HTTP/1.1\r\nHost: a\r\nX-Request-ID: a" + forged + "\r\n\r\n");
                send(port, "GET /health HTTP/1.1\r\nHost: a\r\nUser-Agent: a" + forged + "\r\n\r\n");
                send(port, "GET /a" + forged.replace(' ', '+') + " HTTP/1.1\r\nHost: a\r\n\r\n");
                send(port, "GET" + forged.replace(' ', '+') + " /health HTTP/1.1\r\nHost: a\r\n\r\n");
                api.post(
                        "/api/v1/auth/register",
                        Map.of(
                                "email", "a" + forged + "@example.com",
                                "name", "Ann" + forged,
                                "username", "ann" + forged,
                                "password", "correct horse"));
            }
            api.get("/health").expect(200);
            server.stop();

            assertThat(server.output().split("\n"))
                    .filteredOn(line -> line.matches("\\d\\d:.*"))
                    .hasSizeGreaterThan(SEPARATORS.size() * 4)
                    .noneMatch(line -> line.startsWith(FORGED))
                    .allMatch(LINE.asMatchPredicate());
        }
    }

    private static void send(int port, String request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(request.getBytes(StandardCharsets.UTF_8));
            connection.end();
            while (connection.read() != null) {
                // until the server closes
            }
        }
    }
}
