package dev.messenger.adapter.inmemory.account;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.Unavailable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps mails for whoever embeds the messenger to read, or to deliver. Thread-safe. */
public final class InMemoryMailer implements Mailer {

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile boolean accepting = true;

    @Override
    public void send(Mail mail) {
        if (!accepting) {
            throw new Unavailable("mail_unavailable", "Mail cannot be sent right now. Try again in a moment.");
        }
        mails.add(mail);
    }

    /** What was sent to someone and not forgotten since, oldest first. */
    public List<Mail> sentTo(Email to) {
        return mails.stream().filter(mail -> mail.to().equals(to)).toList();
    }

    /** Everything that was sent and not forgotten since, oldest first. */
    public List<Mail> sent() {
        return List.copyOf(mails);
    }

    /** Forgets a mail, once it is delivered or read. */
    public void forget(Mail mail) {
        mails.remove(mail);
    }

    /** From now on mail is refused ({@code false}), as in an outage, or accepted again. */
    public void accept(boolean accepting) {
        this.accepting = accepting;
    }
}
