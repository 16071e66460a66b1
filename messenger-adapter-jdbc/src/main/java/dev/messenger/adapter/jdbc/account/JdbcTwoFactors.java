package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.ArrayArgument;
import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;

/** The second factors, in tables {@code two_factors} and {@code recovery_codes}. Row locks decide every race. */
public final class JdbcTwoFactors implements TwoFactors {

    private final JdbcTransactions transactions;

    public JdbcTwoFactors(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<TwoFactor> find(UserId user) {
        return transactions.first(
                "select sealed_secret, enabled from two_factors where user_id = :user",
                row -> new TwoFactor(Columns.text(row, "sealed_secret"), row.getBoolean("enabled")),
                query -> query.bind("user", user));
    }

    @Override
    public boolean propose(UserId user, String sealedSecret) {
        return transactions.update("""
                        insert into two_factors (user_id, sealed_secret)
                        values (:user, :secret)
                        on conflict (user_id) do update set sealed_secret = :secret where not two_factors.enabled
                        """, update -> update.bind("user", user).bind("secret", sealedSecret)) == 1;
    }

    @Override
    public boolean enable(UserId user, String sealedSecret, long step, List<String> recoveryHashes) {
        return transactions.inTransaction(() -> {
            int enabled = transactions.update(
                    """
                            update two_factors
                            set enabled = true, last_step = :step
                            where user_id = :user and sealed_secret = :secret and not enabled
                            """,
                    update -> update.bind("user", user)
                            .bind("secret", sealedSecret)
                            .bind("step", step));
            if (enabled == 1) {
                addRecoveryCodes(user, recoveryHashes);
            }
            return enabled == 1;
        });
    }

    @Override
    public boolean acceptStep(UserId user, long step) {
        return transactions.update("""
                        update two_factors set last_step = :step where user_id = :user and enabled and last_step < :step
                        """, update -> update.bind("user", user).bind("step", step)) == 1;
    }

    @Override
    public boolean useRecoveryCode(UserId user, String hash) {
        return transactions.update(
                        "delete from recovery_codes where user_id = :user and hash = :hash",
                        update -> update.bind("user", user).bind("hash", hash))
                == 1;
    }

    @Override
    public boolean replaceRecoveryCodes(UserId user, List<String> hashes) {
        return transactions.inTransaction(() -> {
            boolean enabled = transactions.exists(
                    "select 1 from two_factors where user_id = :user and enabled for update",
                    query -> query.bind("user", user));
            if (enabled) {
                transactions.update(
                        "delete from recovery_codes where user_id = :user", update -> update.bind("user", user));
                addRecoveryCodes(user, hashes);
            }
            return enabled;
        });
    }

    @Override
    public boolean disable(UserId user) {
        return transactions.update(
                        "delete from two_factors where user_id = :user and enabled",
                        update -> update.bind("user", user))
                == 1;
    }

    @Override
    public Optional<Snapshot> snapshot(UserId user) {
        return transactions.first(
                """
                        select sealed_secret, last_step,
                            array(select hash from recovery_codes where user_id = :user order by hash) as hashes
                        from two_factors
                        where user_id = :user and enabled
                        """,
                row -> new Snapshot(
                        Columns.text(row, "sealed_secret"), row.getLong("last_step"), Columns.texts(row, "hashes")),
                query -> query.bind("user", user));
    }

    @Override
    public void restore(UserId user, Snapshot factor) {
        transactions.run(() -> {
            transactions.update(
                    """
                            insert into two_factors (user_id, sealed_secret, enabled, last_step)
                            values (:user, :secret, true, :step)
                            on conflict (user_id) do update set sealed_secret = :secret, enabled = true, last_step = :step
                            """,
                    update -> update.bind("user", user)
                            .bind("secret", factor.sealedSecret())
                            .bind("step", factor.lastStep()));
            transactions.update(
                    "delete from recovery_codes where user_id = :user", update -> update.bind("user", user));
            addRecoveryCodes(user, factor.recoveryHashes());
        });
    }

    private void addRecoveryCodes(UserId user, List<String> hashes) {
        transactions.update(
                "insert into recovery_codes (user_id, hash) select :user, unnest(:hashes)",
                update -> update.bind("user", user).bind("hashes", ArrayArgument.texts(hashes)));
    }
}
