package dev.messenger.app.mail;

import dev.messenger.app.testing.MailServer;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.account.MailerContract;
import dev.messenger.domain.account.Email;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs the contract of mailers against an SMTP server in this process. */
class SmtpMailerTest implements MailerContract {

    private final MailServer server = MailServer.plain();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public Mailer mailer() {
        return mailer(server.port());
    }

    /** A mailer for port 1, where nothing listens. */
    @Override
    public Mailer blockedMailer() {
        return mailer(1);
    }

    @Override
    public List<Mail> arrived(Email to) {
        return server.received().stream()
                .map(Received::read)
                .filter(mail -> mail.to().equals(to))
                .toList();
    }

    private Mailer mailer(int port) {
        Map<String, String> login = server.variables();
        return new SmtpMailer(
                new SmtpMailer.SmtpSettings(
                        "127.0.0.1",
                        port,
                        login.get("SMTP_USERNAME"),
                        login.get("SMTP_PASSWORD"),
                        SmtpMailer.Tls.NONE,
                        "chat@example.org"),
                InstantSource.system());
    }
}
