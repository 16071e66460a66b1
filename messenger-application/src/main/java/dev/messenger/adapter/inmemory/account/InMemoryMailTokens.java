package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.MailTokenRow;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Optional;

/** The mailed tokens. Thread-safe. */
public final class InMemoryMailTokens implements MailTokens {

    private final Database database;

    public InMemoryMailTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(String hash, TokenPurpose purpose, UserId user, Instant expiresAt) {
        database.transactions.run(() -> database.mailTokens.put(hash, new MailTokenRow(purpose, user, expiresAt)));
    }

    @Override
    public Optional<UserId> consume(String hash, TokenPurpose purpose, Instant now) {
        return database.transactions.inTransaction(() -> database.mailTokens
                .find(hash)
                .filter(token -> token.isGood(purpose, now))
                .map(token -> {
                    database.mailTokens.remove(hash);
                    return token.user();
                }));
    }

    @Override
    public boolean isGood(String hash, TokenPurpose purpose, Instant now) {
        return database.transactions.inTransaction(() -> database.mailTokens
                .find(hash)
                .filter(token -> token.isGood(purpose, now))
                .isPresent());
    }

    @Override
    public void removeAll(UserId user, TokenPurpose purpose) {
        database.transactions.run(
                () -> database.mailTokens.removeIf(token -> token.user().equals(user) && token.purpose() == purpose));
    }

    @Override
    public void forget(Instant now) {
        database.transactions.run(
                () -> database.mailTokens.removeIf(token -> token.expiresAt().isBefore(now)));
    }
}
