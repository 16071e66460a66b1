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

    @Override
    public void add(TokenPurpose purpose, Email to, Instant now) {
        transactions.with(handle -> handle.createUpdate("""
                        insert into mail_queue (purpose, email, created_at, due_at) values (:purpose, :email, :now, :now)
                        """)
                .bind("purpose", Columns.nameOf(purpose))
                .bind("email", to.value())
                .bind("now", now)
                .execute());
    }

    /** Skips mails that another node is claiming. When this node dies afterwards, the mail becomes due again. */
    @Override
    public Optional<QueuedMail> claim(Instant now, Instant retryAt) {
        return transactions.with(handle -> handle.createQuery("""
                        update mail_queue
                        set due_at = :retry, attempts = attempts + 1
                        where id = (
                            select id
                            from mail_queue
                            where due_at <= :now
                            order by due_at
                            limit 1
                            for update skip locked)
                        returning *
                        """)
                .bind("now", now)
                .bind("retry", retryAt)
                .map((row, ctx) -> new QueuedMail(
                        row.getLong("id"),
                        Columns.named(row, "purpose", TokenPurpose.class),
                        new Email(Columns.text(row, "email")),
                        Columns.instant(row, "created_at"),
                        row.getInt("attempts"),
                        Columns.instant(row, "due_at")))
                .findOne());
    }

    @Override
    public void remove(QueuedMail mail) {
        transactions.with(handle -> handle.createUpdate("delete from mail_queue where id = :id")
                .bind("id", mail.id())
                .execute());
    }

    @Override
    public void postpone(QueuedMail mail, Instant dueAt) {
        transactions.with(handle -> handle.createUpdate("update mail_queue set due_at = :due where id = :id")
                .bind("id", mail.id())
                .bind("due", dueAt)
                .execute());
    }
}
