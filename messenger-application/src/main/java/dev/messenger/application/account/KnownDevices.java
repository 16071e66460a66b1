package dev.messenger.application.account;

import dev.messenger.application.account.Authentication.Device;
import dev.messenger.application.account.port.AccountChanges.Kind;
import dev.messenger.application.account.port.KnownNetworks;
import dev.messenger.application.account.port.KnownNetworks.KnownNetwork;
import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Recognises devices by the network from which an account signed in lately (rules A19, A21). */
final class KnownDevices {

    static final Duration MEMORY = Duration.ofDays(90);

    private final KnownNetworks networks;
    private final AccountNotices notices;
    private final InstantSource clock;

    KnownDevices(KnownNetworks networks, AccountNotices notices, InstantSource clock) {
        this.networks = networks;
        this.notices = notices;
        this.clock = clock;
    }

    boolean isKnown(UserId user, Device device) {
        return networks.isKnown(user, device.network(), since());
    }

    /** Takes as long for an email without an account. */
    boolean isKnown(Email email, Device device) {
        return networks.isKnown(email, device.network(), since());
    }

    /** Remembers a sign-in in the transaction of this thread; a mail tells of a new device, unless it is the first of all. */
    void signedIn(Account account, Device device) {
        List<KnownNetwork> earlier = networks.of(account.id());
        Instant since = since();
        boolean isKnown = earlier.stream()
                .anyMatch(known -> known.network().equals(device.network())
                        && !known.seenAt().isBefore(since));
        if (!isKnown && !earlier.isEmpty()) {
            notices.add(account, Kind.SIGN_IN_FROM_NEW_NETWORK, device);
        }
        networks.add(account.id(), device.network(), clock.instant());
    }

    /** Forgets all devices but this one, whose user has shown that the mailbox is theirs. */
    void startOver(UserId user, Device device) {
        networks.removeAll(user);
        networks.add(user, device.network(), clock.instant());
    }

    private Instant since() {
        return clock.instant().minus(MEMORY);
    }
}
