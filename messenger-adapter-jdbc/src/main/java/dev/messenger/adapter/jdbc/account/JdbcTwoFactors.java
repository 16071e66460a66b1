package dev.messenger.adapter.jdbc.account;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.adapter.jdbc.shared.JdbcTransactions;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.domain.account.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The second factors, in tables {@code two_factors} and {@code recovery_codes}. Row locks decide every race. */
public final class JdbcTwoFactors implements TwoFactors {

    private final JdbcTransactions transactions;

    public JdbcTwoFactors(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<TwoFactor> find(UserId user) {
        return transactions.with(handle -> handle.createQuery(
                        "select sealed_secret, enabled from two_factors where user_id = :user")
                .bind("user", user.value())
                .map((row, ctx) -> new TwoFactor(Columns.text(row, "sealed_secret"), row.getBoolean("enabled")))
                .findOne());
    }

    @Override
    public boolean propose(UserId user, String sealedSecret) {
        return 1
                == transactions.with(handle -> handle.createUpdate("""
                        insert into two_factors (user_id, sealed_secret)
                        values (:user, :secret)
                        on conflict (user_id) do update set sealed_secret = :secret where not two_factors.enabled
                        """)
                        .bind("user", user.value())
                        .bind("secret", sealedSecret)
                        .execute());
    }

    @Override
    public boolean enable(UserId user, String sealedSecret, long step, List<String> recoveryHashes) {
        return transactions.inTransaction(() -> transactions.with(handle -> {
            int enabled = handle.createUpdate("""
                            update two_factors
                            set enabled = true, last_step = :step
                            where user_id = :user and sealed_secret = :secret and not enabled
                            """)
                    .bind("user", user.value())
                    .bind("secret", sealedSecret)
                    .bind("step", step)
                    .execute();
            if (enabled == 1) {
                addRecoveryCodes(handle, user, recoveryHashes);
            }
            return enabled == 1;
        }));
    }

    @Override
    public boolean acceptStep(UserId user, long step) {
        return 1
                == transactions.with(handle -> handle.createUpdate("""
                        update two_factors set last_step = :step where user_id = :user and enabled and last_step < :step
                        """)
                        .bind("user", user.value())
                        .bind("step", step)
                        .execute());
    }

    @Override
    public boolean useRecoveryCode(UserId user, String hash) {
        return 1
                == transactions.with(handle -> handle.createUpdate(
                                "delete from recovery_codes where user_id = :user and hash = :hash")
                        .bind("user", user.value())
                        .bind("hash", hash)
                        .execute());
    }

    @Override
    public boolean replaceRecoveryCodes(UserId user, List<String> hashes) {
        return transactions.inTransaction(() -> transactions.with(handle -> {
            boolean enabled = handle.createQuery(
                            "select 1 from two_factors where user_id = :user and enabled for update")
                    .bind("user", user.value())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (enabled) {
                handle.createUpdate("delete from recovery_codes where user_id = :user")
                        .bind("user", user.value())
                        .execute();
                addRecoveryCodes(handle, user, hashes);
            }
            return enabled;
        }));
    }

    @Override
    public boolean disable(UserId user) {
        return 1
                == transactions.with(
                        handle -> handle.createUpdate("delete from two_factors where user_id = :user and enabled")
                                .bind("user", user.value())
                                .execute());
    }

    private static void addRecoveryCodes(Handle handle, UserId user, List<String> hashes) {
        handle.createUpdate("insert into recovery_codes (user_id, hash) select :user, unnest(:hashes)")
                .bind("user", user.value())
                .bindArray("hashes", String.class, hashes)
                .execute();
    }
}
