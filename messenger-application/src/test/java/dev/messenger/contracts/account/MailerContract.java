package dev.messenger.contracts.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mailer accepts a mail, or throws (rule A2). */
@Tag("A2")
@PortContract(Mailer.class)
public interface MailerContract {

    /** The mailer under test. */
    Mailer mailer();

    /** A mailer that cannot deliver. */
    Mailer blockedMailer();

    /** The mails that arrived for an address, oldest first, with their original text. */
    List<Mail> arrived(Email to);

    @Test
    default void sendsNothingByItself() {
        assertThat(arrived(someone())).isEmpty();
    }

    @Test
    default void deliversAsItWasWritten() {
        Mail mail = new Mail(
                someone(),
                "Grüße, привет",
                "First line\n\nhttps://example.com/x?token=a_b-c\n.\nLast: ✓\n",
                "<p>✓</p>\n");
        mailer().send(mail);

        assertThat(arrived(mail.to())).as("subject and text in any script").containsExactly(mail);
    }

    @Test
    default void deliversToWhomItIsMeant() {
        Mail mail = new Mail(someone(), "Subject", "Text\n", "<p>Text</p>\n");
        mailer().send(mail);

        assertThat(arrived(someone())).isEmpty();
    }

    @Test
    default void deliversFromManyThreads() {
        Email to = someone();
        Together.succeed(8, number -> {
            mailer().send(new Mail(to, "Number " + number, "Text\n", "<p>Text</p>\n"));
            return true;
        });

        assertThat(arrived(to))
                .extracting(Mail::subject)
                .doesNotHaveDuplicates()
                .hasSize(8);
    }

    @Test
    default void saysWhenItCannot() {
        Mail mail = new Mail(someone(), "Subject", "Text\n", "<p>Text</p>\n");

        assertThatThrownBy(() -> blockedMailer().send(mail)).isInstanceOf(Unavailable.class);
        assertThat(arrived(mail.to())).isEmpty();
    }

    private static Email someone() {
        return new Email(Unique.name("m") + "@example.com");
    }
}
