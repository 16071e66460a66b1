package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.TwoFactorRow;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.domain.account.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The second factors. Thread-safe. */
public final class InMemoryTwoFactors implements TwoFactors {

    private final Database database;

    public InMemoryTwoFactors(Database database) {
        this.database = database;
    }

    @Override
    public Optional<TwoFactor> find(UserId user) {
        return database.transactions.inTransaction(
                () -> database.twoFactors.find(user).map(row -> new TwoFactor(row.sealedSecret(), row.enabled())));
    }

    @Override
    public boolean propose(UserId user, String sealedSecret) {
        return database.transactions.inTransaction(() -> {
            if (database.twoFactors.find(user).filter(TwoFactorRow::enabled).isPresent()) {
                return false;
            }
            database.twoFactors.put(user, new TwoFactorRow(sealedSecret, false, 0, Set.of()));
            return true;
        });
    }

    @Override
    public boolean enable(UserId user, String sealedSecret, long step, List<String> recoveryHashes) {
        return change(
                user,
                row -> !row.enabled() && row.sealedSecret().equals(sealedSecret),
                row -> new TwoFactorRow(sealedSecret, true, step, Set.copyOf(recoveryHashes)));
    }

    @Override
    public boolean acceptStep(UserId user, long step) {
        return change(user, row -> row.enabled() && row.lastStep() < step, row -> row.accepting(step));
    }

    @Override
    public boolean useRecoveryCode(UserId user, String hash) {
        return change(user, row -> row.enabled() && row.recoveryHashes().contains(hash), row -> {
            Set<String> left = new HashSet<>(row.recoveryHashes());
            left.remove(hash);
            return row.with(Set.copyOf(left));
        });
    }

    @Override
    public boolean replaceRecoveryCodes(UserId user, List<String> hashes) {
        return change(user, TwoFactorRow::enabled, row -> row.with(Set.copyOf(hashes)));
    }

    @Override
    public boolean disable(UserId user) {
        return database.transactions.inTransaction(() -> {
            boolean on =
                    database.twoFactors.find(user).filter(TwoFactorRow::enabled).isPresent();
            if (on) {
                database.twoFactors.remove(user);
            }
            return on;
        });
    }

    @Override
    public Optional<Snapshot> snapshot(UserId user) {
        return database.transactions.inTransaction(() -> database.twoFactors
                .find(user)
                .filter(TwoFactorRow::enabled)
                .map(row -> new Snapshot(
                        row.sealedSecret(),
                        row.lastStep(),
                        row.recoveryHashes().stream().sorted().toList())));
    }

    @Override
    public void restore(UserId user, Snapshot factor) {
        database.transactions.run(() -> database.twoFactors.put(
                user,
                new TwoFactorRow(factor.sealedSecret(), true, factor.lastStep(), Set.copyOf(factor.recoveryHashes()))));
    }

    private boolean change(UserId user, Predicate<TwoFactorRow> condition, UnaryOperator<TwoFactorRow> change) {
        return database.transactions.inTransaction(() -> {
            Optional<TwoFactorRow> row = database.twoFactors.find(user).filter(condition);
            row.ifPresent(there -> database.twoFactors.put(user, change.apply(there)));
            return row.isPresent();
        });
    }
}
