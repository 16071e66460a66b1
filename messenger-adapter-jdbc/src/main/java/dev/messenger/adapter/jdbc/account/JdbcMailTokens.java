package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** Tokens sent by mail, in table {@code mail_tokens}. */
public final class JdbcMailTokens implements MailTokens {

    private final JdbcTransactions transactions;

    public JdbcMailTokens(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(String hash, TokenPurpose purpose, UserId user, Instant expiresAt) {
        transactions.with(handle -> handle.createUpdate("""
                        insert into mail_tokens (hash, purpose, user_id, expires_at)
                        values (:hash, :purpose, :user, :expires)
                        """)
                .bind("hash", hash)
                .bind("purpose", Columns.nameOf(purpose))
                .bind("user", user.value())
                .bind("expires", expiresAt)
                .execute());
    }

    @Override
    public boolean isGood(String hash, TokenPurpose purpose, Instant now) {
        return transactions.with(handle -> handle.createQuery("""
                        select exists (
                            select from mail_tokens where hash = :hash and purpose = :purpose and expires_at > :now)
                        """)
                .bind("hash", hash)
                .bind("purpose", Columns.nameOf(purpose))
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void removeAll(UserId user, TokenPurpose purpose) {
        transactions.with(
                handle -> handle.createUpdate("delete from mail_tokens where user_id = :user and purpose = :purpose")
                        .bind("user", user.value())
                        .bind("purpose", Columns.nameOf(purpose))
                        .execute());
    }

    @Override
    public void forget(Instant now) {
        transactions.with(handle -> handle.createUpdate("delete from mail_tokens where expires_at <= :now")
                .bind("now", now)
                .execute());
    }

    /** Deletes the token: of two concurrent calls, the second waits for the first and then finds nothing. */
    @Override
    public Optional<UserId> consume(String hash, TokenPurpose purpose, Instant now) {
        return transactions.with(handle -> handle.createQuery("""
                        delete from mail_tokens
                        where hash = :hash and purpose = :purpose and expires_at > :now
                        returning user_id
                        """)
                .bind("hash", hash)
                .bind("purpose", Columns.nameOf(purpose))
                .bind("now", now)
                .map((row, ctx) -> new UserId(row.getLong("user_id")))
                .findOne());
    }
}
