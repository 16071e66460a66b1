package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.TestServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail by SMTP, and by an SMTP server that is away (rules A2, A8). */
class SmtpIT {

    private static final Map<String, String> SOMEBODY = Map.of(
            "email", "somebody@example.com", "name", "Some Body", "username", "somebody", "password", "correct horse");
    private static final Pattern LINK =
            Pattern.compile("https://chat\\.example\\.org/(verify-email|reset-password)\\?token=([A-Za-z0-9_-]{43})");

    private final int port = freePort();
    private GreenMail mail = greenMail(port);

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    @Tag("A2")
    void theMailHasTextAndHtmlWithTheSameLink() throws Exception {
        startMail();
        try (TestServer server = server()) {
            server.api().post("/api/v1/auth/register", SOMEBODY).expect(201);
            MimeMessage message = mail.getReceivedMessages()[0];
            MimeMultipart body = (MimeMultipart) message.getContent();

            assertThat(message.getFrom()[0]).hasToString("chat@example.org");
            assertThat(message.getContentType()).startsWith("multipart/alternative");
            assertThat(body.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat(body.getBodyPart(1).getContentType()).startsWith("text/html");
            String token = token(body.getBodyPart(0).getContent().toString());
            assertThat(token(body.getBodyPart(1).getContent().toString())).isEqualTo(token);
            server.api()
                    .post("/api/v1/auth/verify-email", Map.of("token", token))
                    .expect(200);
        }
    }

    @Test
    @Tag("A2")
    void withoutMailNothingIsLeftBehind() {
        try (TestServer server = server()) {
            assertThat(server.api()
                            .post("/api/v1/auth/register", SOMEBODY)
                            .expect(503)
                            .code())
                    .isEqualTo("mail_unavailable");
            startMail();
            server.api().post("/api/v1/auth/register", SOMEBODY).expect(201);
        }
    }

    @Test
    @Tag("A8")
    void whatIsAskedForWhileMailIsAwayArrivesLater() {
        startMail();
        try (TestServer server = server()) {
            server.api().post("/api/v1/auth/register", SOMEBODY).expect(201);
            mail.stop();
            Map<String, String> body = Map.of("email", SOMEBODY.get("email"));
            Api.Response known = server.api()
                    .post("/api/v1/auth/request-password-reset", body)
                    .expect(200);
            Api.Response unknown = server.api()
                    .post("/api/v1/auth/request-password-reset", Map.of("email", "nobody@example.com"))
                    .expect(200);
            assertThat(known.body()).isEqualTo(unknown.body());

            mail = greenMail(port);
            startMail();
            await().atMost(Duration.ofSeconds(30)).until(() -> mail.getReceivedMessages().length == 1);
            String token = token(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]));
            server.api()
                    .post("/api/v1/auth/reset-password", Map.of("token", token, "new_password", "another horse"))
                    .expect(200);
        }
    }

    private static GreenMail greenMail(int port) {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private void startMail() {
        mail.setUser("chat@example.org", "chat", "mail password");
        mail.start();
    }

    private TestServer server() {
        return TestServer.start(Map.of(
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(port),
                "SMTP_STARTTLS", "false",
                "SMTP_USERNAME", "chat",
                "SMTP_PASSWORD", "mail password",
                "SMTP_FROM", "chat@example.org",
                "FRONTEND_URL", "https://chat.example.org"));
    }

    private static String token(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as("a link in %s", text).isTrue();
        return link.group(2);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
