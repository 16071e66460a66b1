package dev.messenger.adapter.inmemory.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.contracts.account.MailerContract;
import dev.messenger.domain.account.Email;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryMailerTest implements MailerContract {

    private final InMemoryMailer mailer = new InMemoryMailer();

    @Override
    public Mailer mailer() {
        return mailer;
    }

    @Override
    public Mailer blockedMailer() {
        InMemoryMailer blocked = new InMemoryMailer();
        blocked.accept(false);
        return blocked;
    }

    @Override
    public List<Mail> arrived(Email to) {
        return mailer.sentTo(to);
    }

    @Test
    void forgetsWhatWasDelivered() {
        Mail first = new Mail(new Email("ann@example.com"), "First", "Text", "<p>Text</p>");
        Mail second = new Mail(new Email("ann@example.com"), "Second", "Text", "<p>Text</p>");
        mailer.send(first);
        mailer.send(second);
        mailer.forget(first);

        assertThat(mailer.sent()).containsExactly(second);
    }

    @Test
    void recovers() {
        mailer.accept(false);
        mailer.accept(true);
        mailer.send(new Mail(new Email("ann@example.com"), "Subject", "Text", "<p>Text</p>"));

        assertThat(mailer.sent()).hasSize(1);
    }
}
