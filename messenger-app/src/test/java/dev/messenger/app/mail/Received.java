package dev.messenger.app.mail;

import dev.messenger.application.account.port.Mail;
import dev.messenger.domain.account.Email;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Parses a mail as a mail client does. */
final class Received {

    private Received() {}

    static Mail read(MimeMessage message) {
        try {
            MimeMultipart body = (MimeMultipart) message.getContent();
            return new Mail(
                    new Email(message.getRecipients(Message.RecipientType.TO)[0].toString()),
                    message.getSubject(),
                    text(body, 0),
                    text(body, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new AssertionError("a mail that cannot be read", e);
        }
    }

    /** Lines of a mail end in CR LF. */
    private static String text(MimeMultipart body, int part) throws IOException, MessagingException {
        return body.getBodyPart(part).getContent().toString().replace("\r\n", "\n");
    }
}
