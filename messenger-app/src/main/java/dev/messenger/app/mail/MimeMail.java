package dev.messenger.app.mail;

import dev.messenger.application.account.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Puts a mail into its MIME form (RFC 5322). */
final class MimeMail {

    private MimeMail() {}

    static MimeMessage compose(Session session, String from, Mail mail, Instant now) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(mail.to().value()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Content-Transfer-Encoding", "8bit");
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        message.saveChanges();
        return message;
    }
}
