package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.Email;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** The mails to send. Thread-safe. */
public final class InMemoryMailQueue implements MailQueue {

    private final Database database;

    public InMemoryMailQueue(Database database) {
        this.database = database;
    }

    @Override
    public void add(TokenPurpose purpose, Email to, Instant now) {
        database.transactions.run(() -> {
            if (!database.waitingMails.has(key(purpose, to))) {
                await(new QueuedMail(database.mailIds.next(), purpose, to, now, 0, now));
            }
        });
    }

    @Override
    public Optional<QueuedMail> claim(Instant now, Instant retryAt) {
        return database.transactions.inTransaction(() -> {
            Optional<QueuedMail> due = database.mailQueue
                    .all()
                    .filter(mail -> !mail.dueAt().isAfter(now))
                    .min(Comparator.comparing(QueuedMail::dueAt).thenComparingLong(QueuedMail::id))
                    .map(mail -> new QueuedMail(
                            mail.id(), mail.purpose(), mail.to(), mail.createdAt(), mail.attempts() + 1, retryAt));
            due.ifPresent(mail -> {
                database.waitingMails.removeIf(id -> id == mail.id());
                database.mailQueue.put(mail.id(), mail);
            });
            return due;
        });
    }

    @Override
    public void remove(QueuedMail mail) {
        database.transactions.run(() -> database.mailQueue.remove(mail.id()));
    }

    @Override
    public void postpone(QueuedMail mail, Instant dueAt) {
        database.transactions.run(() -> {
            Optional<QueuedMail> equal =
                    database.waitingMails.find(key(mail.purpose(), mail.to())).flatMap(database.mailQueue::find);
            if (equal.isPresent()) {
                remove(mail);
            }
            QueuedMail kept = equal.orElse(mail);
            await(new QueuedMail(kept.id(), kept.purpose(), kept.to(), kept.createdAt(), mail.attempts(), dueAt));
        });
    }

    private void await(QueuedMail mail) {
        database.mailQueue.put(mail.id(), mail);
        database.waitingMails.put(key(mail.purpose(), mail.to()), mail.id());
    }

    private static String key(TokenPurpose purpose, Email to) {
        return purpose + " " + to;
    }
}
