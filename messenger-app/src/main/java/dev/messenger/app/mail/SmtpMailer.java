package dev.messenger.app.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.shared.Unavailable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each mail on a new connection to an SMTP server; no step waits longer than a few seconds. Thread-safe. */
public final class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final String TIMEOUT_MILLIS =
            Long.toString(Duration.ofSeconds(5).toMillis());

    private final SmtpSettings settings;
    private final InstantSource clock;
    private final Session session;

    public SmtpMailer(SmtpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        // a server without TLS must not downgrade the connection
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        this.session = Session.getInstance(properties);
    }

    /**
     * The SMTP server and the sender.
     *
     * @param username null for a server without authentication
     * @param startTls whether the connection must be encrypted by STARTTLS (RFC 3207)
     * @param from the sender's address
     */
    public record SmtpSettings(
            String host,
            int port,
            @Nullable String username,
            @Nullable String password,
            boolean startTls,
            String from) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @Override
    public void send(Mail mail) {
        try {
            Transport.send(
                    MimeMail.compose(session, settings.from(), mail, clock.instant()),
                    settings.username(),
                    settings.password());
        } catch (MessagingException e) {
            LOG.warn("the SMTP server {} refuses a mail to {}: {}", settings, mail.to(), e.toString());
            throw new Unavailable("mail_unavailable", "The mail could not be sent. Try again in a while.");
        }
    }
}
