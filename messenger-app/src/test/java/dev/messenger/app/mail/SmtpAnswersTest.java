package dev.messenger.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a mail by the answers of the SMTP server, and by their absence. */
@Tag("A18")
class SmtpAnswersTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({"550 no such user", "553 not allowed", "501 bad address"})
    void aMailboxThatIsRefusedForGoodIsTheFaultOfTheAddress(String answer) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of("RCPT", answer))) {
            assertThatThrownBy(() -> mailer(server, LONG, LONG).send(mail("ann@example.com")))
                    .isInstanceOfSatisfying(
                            InvalidValue.class, e -> assertThat(e.field()).isEqualTo("email"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 450 try again",
        "RCPT, 421 closing",
        "MAIL, 550 not from you",
        "DATA, 554 no",
        "CONTENT, 451 try again",
        "CONTENT, 554 looks like spam",
        "GREETING, 554 no service",
        "GREETING, drop",
        "RCPT, drop",
        "DATA, drop"
    })
    void aMailThatIsNotAcceptedMayBeSentAgain(String command, String answer) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of(command, answer))) {
            assertThatThrownBy(() -> mailer(server, LONG, LONG).send(mail("ann@example.com")))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("mail_unavailable"));
        }
    }

    @ParameterizedTest
    @CsvSource({"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void aServerThatFallsSilentBeforeTheDataHasNotAccepted(String command) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of(command, ScriptedSmtpServer.MUTE))) {
            assertThatThrownBy(() -> mailer(server, SHORT, LONG).send(mail("ann@example.com")))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo("mail_unavailable"));
        }
    }

    @ParameterizedTest
    @CsvSource({ScriptedSmtpServer.MUTE, ScriptedSmtpServer.DROP})
    void withoutAnAnswerToTheDataNobodyKnows(String answer) throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of("CONTENT", answer))) {
            assertThatThrownBy(() -> mailer(server, LONG, SHORT).send(mail("ann@example.com")))
                    .isInstanceOfSatisfying(
                            Unavailable.class, e -> assertThat(e.code()).isEqualTo(Mailer.OUTCOME_UNKNOWN));
        }
    }

    @Test
    @Tag("A1")
    void aMailboxBeyondAsciiNeedsAServerThatCanSendToIt() throws IOException {
        try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of())) {
            assertThatThrownBy(() -> mailer(server, LONG, LONG).send(mail("paweł@example.com")))
                    .isInstanceOf(InvalidValue.class);
            assertThat(server.commands()).noneMatch(command -> command.startsWith("RCPT"));
        }
        try (ScriptedSmtpServer server =
                new ScriptedSmtpServer(Map.of("EHLO", "250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8"))) {
            mailer(server, LONG, LONG).send(mail("paweł@bücher.example"));
            assertThat(server.commands())
                    .anyMatch(command -> command.startsWith("RCPT TO:<paweł@xn--bcher-kva.example>"));
        }
    }

    private static Mail mail(String to) {
        return new Mail(new Email(to), "Subject", "Text\n", "<p>Text</p>\n");
    }

    private static Mailer mailer(ScriptedSmtpServer server, Duration untilSent, Duration untilAccepted) {
        return new SmtpMailer(
                new SmtpMailer.SmtpSettings(
                        "127.0.0.1", server.port(), null, null, SmtpMailer.Tls.NONE, "chat@example.org"),
                InstantSource.system(),
                untilSent,
                untilAccepted);
    }
}
