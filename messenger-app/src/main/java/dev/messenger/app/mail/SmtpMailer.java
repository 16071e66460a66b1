package dev.messenger.app.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.MessengerException;
import dev.messenger.domain.shared.Unavailable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each mail on a new connection to an SMTP server, within a deadline. Thread-safe. */
public final class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final String CONNECT_MILLIS =
            Long.toString(Duration.ofSeconds(5).toMillis());

    /** For connecting, signing in and sending the data. */
    private static final Duration UNTIL_SENT = Duration.ofSeconds(10);

    /** For the answer to the data: some servers look for spam first. */
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(30);

    private final SmtpSettings settings;
    private final InstantSource clock;
    private final Session session;

    /** For mailboxes beyond ASCII (RFC 6531). */
    private final Session utf8Session;

    private final Duration untilSent;
    private final Duration untilAccepted;

    public SmtpMailer(SmtpSettings settings, InstantSource clock) {
        this(settings, clock, UNTIL_SENT, UNTIL_ACCEPTED);
    }

    SmtpMailer(SmtpSettings settings, InstantSource clock, Duration untilSent, Duration untilAccepted) {
        this.settings = settings;
        this.clock = clock;
        this.untilSent = untilSent;
        this.untilAccepted = untilAccepted;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        // a server without TLS must not downgrade the connection
        boolean startTls = settings.tls() == Tls.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        this.session = Session.getInstance(properties);
        Properties utf8 = new Properties();
        utf8.putAll(properties);
        utf8.setProperty("mail.mime.allowutf8", "true");
        this.utf8Session = Session.getInstance(utf8);
    }

    /** How the connection is encrypted. Encryption is never given up for a server that does not offer it. */
    public enum Tls {
        /** From its first byte on (RFC 8314), as on port 465. */
        IMPLICIT,
        /** By STARTTLS (RFC 3207). */
        STARTTLS,
        NONE
    }

    /**
     * The SMTP server and the sender.
     *
     * @param username null for a server without authentication
     * @param tls how the connection is encrypted
     * @param from the sender's address
     */
    public record SmtpSettings(
            String host,
            int port,
            @Nullable String username,
            @Nullable String password,
            Tls tls,
            String from) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @Override
    public void send(Mail mail) {
        boolean needsUtf8 = mail.to().needsSmtpUtf8();
        Session used = needsUtf8 ? utf8Session : session;
        SmtpDelivery delivery = new SmtpDelivery(used, untilSent, untilAccepted);
        try {
            delivery.deliver(
                    MimeMail.compose(used, settings.from(), mail, clock.instant()),
                    needsUtf8,
                    settings.username(),
                    settings.password());
        } catch (SmtpDelivery.Failed failed) {
            throw refusal(mail, failed);
        } catch (MessagingException e) {
            throw unavailable(mail, e);
        }
    }

    private MessengerException refusal(Mail mail, SmtpDelivery.Failed failed) {
        if (failed.mayHaveBeenAccepted()) {
            LOG.warn("the SMTP server {} did not say whether it accepts a mail: {}", settings, failed.getMessage());
            return new Unavailable(OUTCOME_UNKNOWN, "The mail may have been sent, or not.");
        }
        for (Throwable cause = failed.getCause(); cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address && address.getReturnCode() / 100 == 5) {
                LOG.warn("the SMTP server {} refuses a mailbox: {}", settings, address.getReturnCode());
                return new InvalidValue("email", "was refused by the mail server: check the address");
            }
            if (cause instanceof SmtpDelivery.UnsupportedMailbox) {
                return new InvalidValue(
                        "email",
                        "has characters before the @ that the mail server cannot send to: use an address in ASCII");
            }
        }
        return unavailable(mail, failed.getCause());
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause instanceof MessagingException e ? e.getNextException() : cause.getCause();
    }

    private Unavailable unavailable(Mail mail, @Nullable Throwable cause) {
        LOG.warn("the SMTP server {} refuses a mail to {}: {}", settings, mail.to(), String.valueOf(cause));
        return new Unavailable("mail_unavailable", "The mail could not be sent. Try again in a while.");
    }
}
