package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.GuessesRow;
import dev.messenger.application.account.port.CodeGuesses;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Wrong second factors. Thread-safe. */
public final class InMemoryCodeGuesses implements CodeGuesses {

    private final Database database;

    public InMemoryCodeGuesses(Database database) {
        this.database = database;
    }

    @Override
    public Guesses change(UserId user, String network, UnaryOperator<Guesses> change) {
        return database.transactions.inTransaction(() -> {
            Guesses before = database.codeGuesses
                    .find(key(user, network))
                    .map(GuessesRow::guesses)
                    .orElse(Guesses.NONE);
            database.codeGuesses.put(key(user, network), new GuessesRow(user, change.apply(before)));
            return before;
        });
    }

    @Override
    public void remove(UserId user, String network) {
        database.transactions.run(() -> database.codeGuesses.remove(key(user, network)));
    }

    @Override
    public void forget(Instant before) {
        database.transactions.run(() ->
                database.codeGuesses.removeIf(row -> row.guesses().lastAt().isBefore(before)));
    }

    private static String key(UserId user, String network) {
        return user + " " + network;
    }
}
