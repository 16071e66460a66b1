package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.MailServer;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.SilentServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mail by SMTP, and SMTP servers that are down, silent, or reject the login (rules A2, A8). */
class SmtpIT {

    private static final Map<String, String> SOMEBODY = Map.of(
            "email", "somebody@example.com", "name", "Some Body", "username", "somebody", "password", "correct horse");
    private static final Pattern LINK =
            Pattern.compile("https://chat\\.example\\.org/(verify-email|reset-password)\\?token=([A-Za-z0-9_-]{43})");

    private final MailServer mail = MailServer.plain();

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    @Tag("A2")
    void theMailHasTextAndHtmlWithTheSameLink() throws Exception {
        mail.start();
        try (TestServer server = server()) {
            register(server).expect(201);
            MimeMessage message = mail.received().getFirst();
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
            assertThat(register(server).expect(503).code()).isEqualTo("mail_unavailable");
            mail.start();
            register(server).expect(201);
        }
    }

    @Test
    @Tag("A8")
    void whatIsAskedForWhileMailIsAwayArrivesLater() {
        mail.start();
        try (TestServer server = server()) {
            register(server).expect(201);
            mail.stop();
            assertThat(requestReset(server, SOMEBODY.get("email")).expect(200).body())
                    .isEqualTo(requestReset(server, "nobody@example.com")
                            .expect(200)
                            .body());

            mail.start();
            resetByTheMailThatComes(server, 1);
        }
    }

    @Test
    @Tag("A2")
    @Tag("A8")
    void aServerThatNeverAnswersIsGivenUpAndHoldsNobodyElseUp() {
        try (TestServer server = server()) {
            try (SilentServer silent = SilentServer.on(mail.port())) {
                long begun = System.nanoTime();
                CompletableFuture<Api.Response> registering = CompletableFuture.supplyAsync(() -> register(server));
                await().until(() -> silent.connections() > 0);
                assertThat(requestReset(server, SOMEBODY.get("email"))
                                .expect(200)
                                .body())
                        .isEqualTo(requestReset(server, "nobody@example.com")
                                .expect(200)
                                .body());
                assertThat(registering).as("the others did not wait").isNotDone();

                assertThat(registering.join().expect(503).code()).isEqualTo("mail_unavailable");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            }
            mail.start();
            register(server).expect(201);
            requestReset(server, SOMEBODY.get("email")).expect(200);
            resetByTheMailThatComes(server, 1);
        }
    }

    @Test
    @Tag("A2")
    @Tag("A8")
    void aWrongPasswordOfTheOperatorIsMailThatIsAway() {
        mail.start();
        try (TestServer server = server()) {
            mail.changePassword("another one");
            assertThat(register(server).expect(503).code()).isEqualTo("mail_unavailable");
            mail.restorePassword();
            register(server).expect(201);
            mail.changePassword("another one");
            int before = mail.logins();
            assertThat(requestReset(server, SOMEBODY.get("email")).expect(200).body())
                    .isEqualTo(requestReset(server, "nobody@example.com")
                            .expect(200)
                            .body());
            await().until(() -> mail.logins() > before);
            assertThat(mail.received()).as("the verification alone").hasSize(1);

            mail.restorePassword();
            resetByTheMailThatComes(server, 1);
        }
    }

    @Test
    @Tag("A2")
    void whatAsksForEncryptionSaysNothingWithoutIt() {
        mail.start();
        try (TestServer server = server("SMTP_TLS", "starttls")) {
            assertThat(register(server).expect(503).code()).isEqualTo("mail_unavailable");

            assertThat(mail.logins()).as("the password stays here").isZero();
            assertThat(mail.received()).isEmpty();
        }
    }

    /** @param before the number of earlier mails */
    private void resetByTheMailThatComes(TestServer server, int before) {
        await().atMost(Duration.ofSeconds(30)).until(() -> mail.received().size() > before);
        String token = token(text(mail.received().get(before)));
        server.api()
                .post("/api/v1/auth/reset-password", Map.of("token", token, "new_password", "another horse"))
                .expect(200);
        server.api()
                .post("/api/v1/auth/login", Map.of("email", SOMEBODY.get("email"), "password", "another horse"))
                .expect(200);
    }

    private TestServer server(String... more) {
        Map<String, String> variables = new HashMap<>(mail.variables());
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return TestServer.start(variables);
    }

    private static Api.Response register(TestServer server) {
        return server.api().post("/api/v1/auth/register", SOMEBODY);
    }

    private static Api.Response requestReset(TestServer server, String email) {
        return server.api().post("/api/v1/auth/request-password-reset", Map.of("email", email));
    }

    static String text(MimeMessage message) {
        try {
            return ((MimeMultipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as("a link in %s", text).isTrue();
        return link.group(2);
    }
}
