package dev.messenger.app.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.messenger.application.account.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.account.MailerContract;
import dev.messenger.domain.account.Email;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of mailers, kept by SMTP with a real server in this process. */
class SmtpMailerTest implements MailerContract {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    public Mailer mailer() {
        return mailer(server.getSmtp().getPort());
    }

    /** Nobody listens at port 1. */
    @Override
    public Mailer blockedMailer() {
        return mailer(1);
    }

    @Override
    public List<Mail> arrived(Email to) {
        return Arrays.stream(server.getReceivedMessages())
                .map(Received::read)
                .filter(mail -> mail.to().equals(to))
                .toList();
    }

    private static Mailer mailer(int port) {
        return new SmtpMailer(
                new SmtpMailer.SmtpSettings("127.0.0.1", port, null, null, false, "chat@example.org"),
                InstantSource.system());
    }
}
