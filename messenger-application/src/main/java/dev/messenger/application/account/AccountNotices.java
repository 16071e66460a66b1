package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.AccountChanges.NewChange;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.TokenPurpose;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.domain.account.Account;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Stores what happens to the security of accounts, and queues the mails that tell of it (rule A21). */
final class AccountNotices {

    private final AccountChanges changes;
    private final MailQueue queue;
    private final InstantSource clock;

    AccountNotices(AccountPorts ports, InstantSource clock) {
        this.changes = ports.safety().changes();
        this.queue = ports.mailQueue();
        this.clock = clock;
    }

    /** Stores that something happened, in the transaction of this thread. */
    void add(Account account, Kind kind, @Nullable Device device) {
        add(account, kind, device, null);
    }

    /** As {@link #add(Account, Kind, Device)}, with the second factor that it concerns. */
    void add(Account account, Kind kind, @Nullable Device device, TwoFactors.@Nullable Snapshot factor) {
        Instant now = clock.instant();
        String address = device == null ? null : device.address();
        String userAgent = device == null ? null : device.userAgent();
        changes.add(new NewChange(account.id(), kind, address, userAgent, now, factor));
        queue.add(TokenPurpose.UNDO_CHANGES, account.email(), now);
    }
}
