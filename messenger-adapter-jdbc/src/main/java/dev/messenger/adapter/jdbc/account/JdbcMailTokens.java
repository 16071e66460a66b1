package dev.messenger.adapter.jdbc.account;

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
        transactions.update(
                """
                        insert into mail_tokens (hash, purpose, user_id, expires_at)
                        values (:hash, :purpose, :user, :expires)
                        """,
                update -> update.bind("hash", hash)
                        .bind("purpose", purpose)
                        .bind("user", user)
                        .bind("expires", expiresAt));
    }

    @Override
    public boolean isGood(String hash, TokenPurpose purpose, Instant now) {
        return transactions.one(
                """
                        select exists (
                            select from mail_tokens where hash = :hash and purpose = :purpose and expires_at > :now)
                        """,
                row -> row.getBoolean(1),
                query -> query.bind("hash", hash).bind("purpose", purpose).bind("now", now));
    }

    @Override
    public void removeAll(UserId user, TokenPurpose purpose) {
        transactions.update(
                "delete from mail_tokens where user_id = :user and purpose = :purpose",
                update -> update.bind("user", user).bind("purpose", purpose));
    }

    @Override
    public void forget(Instant now) {
        transactions.update("delete from mail_tokens where expires_at <= :now", update -> update.bind("now", now));
    }

    /** Deletes the token: of two concurrent calls, the second waits for the first and then finds nothing. */
    @Override
    public Optional<UserId> consume(String hash, TokenPurpose purpose, Instant now) {
        return transactions.first(
                """
                        delete from mail_tokens
                        where hash = :hash and purpose = :purpose and expires_at > :now
                        returning user_id
                        """,
                row -> new UserId(row.getLong("user_id")),
                query -> query.bind("hash", hash).bind("purpose", purpose).bind("now", now));
    }
}
