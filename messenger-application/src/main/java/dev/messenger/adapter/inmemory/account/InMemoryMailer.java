package dev.messenger.adapter.inmemory.account;

import dev.messenger.application.account.port.Mail;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.shared.Unavailable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stores mails, which an embedding program can read or deliver. Thread-safe. */
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

    /** The mails to an address, without the forgotten ones, oldest first. */
    public List<Mail> sentTo(Email to) {
        return mails.stream().filter(mail -> mail.to().equals(to)).toList();
    }

    /** All mails, without the forgotten ones, oldest first. */
    public List<Mail> sent() {
        return List.copyOf(mails);
    }

    /** Forgets a mail, for example after its delivery. */
    public void forget(Mail mail) {
        mails.remove(mail);
    }

    /** Starts an outage, in which mails are refused ({@code false}), or ends it. */
    public void accept(boolean accepting) {
        this.accepting = accepting;
    }
}
