package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.Email;
import java.time.Instant;
import java.util.Optional;

/** Mails to send, in table {@code mail_queue}. */
public final class JdbcMailQueue implements MailQueue {

    private final JdbcTransactions transactions;

    public JdbcMailQueue(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /** The update changes nothing, but locks the row, so that it is claimed after this transaction. */
    @Override
    public void add(TokenPurpose purpose, Email to, Instant now) {
        transactions.update(
                """
                        insert into mail_queue (purpose, email, created_at, due_at, waiting)
                        values (:purpose, :email, :now, :now, true)
                        on conflict (purpose, email) where waiting do update set email = :email
                        """, update -> update.bind("purpose", purpose).bind("email", to).bind("now", now));
    }

    /** Skips mails that another node is claiming. When this node dies afterwards, the mail becomes due again. */
    @Override
    public Optional<QueuedMail> claim(Instant now, Instant retryAt) {
        return transactions.first(
                """
                        update mail_queue
                        set due_at = :retry, attempts = attempts + 1, waiting = false
                        where id = (
                            select id
                            from mail_queue
                            where due_at <= :now
                            order by due_at
                            limit 1
                            for update skip locked)
                        returning *
                        """,
                row -> new QueuedMail(
                        row.getLong("id"),
                        Columns.named(row, "purpose", TokenPurpose.class),
                        new Email(Columns.text(row, "email")),
                        Columns.instant(row, "created_at"),
                        row.getInt("attempts"),
                        Columns.instant(row, "due_at")),
                query -> query.bind("now", now).bind("retry", retryAt));
    }

    @Override
    public void remove(QueuedMail mail) {
        transactions.update("delete from mail_queue where id = :id", update -> update.bind("id", mail.id()));
    }

    /** Queues it anew, or makes it one with the equal mail that waits. */
    @Override
    public void postpone(QueuedMail mail, Instant dueAt) {
        transactions.update(
                """
                        with postponed as (
                            delete from mail_queue where id = :id returning purpose, email, created_at
                        )
                        insert into mail_queue (purpose, email, created_at, attempts, due_at, waiting)
                        select purpose, email, created_at, :attempts, :due, true from postponed
                        on conflict (purpose, email) where waiting
                        do update set due_at = excluded.due_at, attempts = excluded.attempts
                        """,
                update -> update.bind("id", mail.id())
                        .bind("attempts", mail.attempts())
                        .bind("due", dueAt));
    }
}
