package dev.messenger.application.account;

import dev.messenger.application.account.port.ExternalUser;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.InvalidValue;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The users of the program that embeds the messenger (rules E1, E2). The program signs them in; the messenger stores their names and
 * the id that the program gives them. Thread-safe.
 */
public final class Provisioning {

    private final ExternalUsers users;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public Provisioning(ExternalUsers users, Outbox outbox, Transactions transactions, InstantSource clock) {
        this.users = users;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Stores a user, or their changed names. Call it as often as you like, such as at every sign-in: without a change it costs
     * one read.
     *
     * @param externalId the program's own id of the user, 1 to 255 characters
     * @param username 3 to 32 of {@code a-z 0-9 _}, starting with a letter
     * @param name 1 to 100 characters
     * @return the same for the same external id, also for concurrent calls
     * @throws InvalidValue when a value breaks its rule
     * @throws UsernameTaken when someone else has the username
     */
    public UserId provision(String externalId, String username, String name) {
        ExternalUser user = new ExternalUser(new ExternalId(externalId), new Username(username), new DisplayName(name));
        return users.findExactly(user).orElseGet(() -> put(user));
    }

    private UserId put(ExternalUser user) {
        return transactions.inTransaction(() -> {
            UserId id = users.put(user, clock.instant());
            outbox.append(new Event.PersonChanged(id));
            return id;
        });
    }

    /** The user of this external id; empty when it was never provisioned, or the user was deleted. */
    public Optional<UserId> find(String externalId) {
        return users.find(new ExternalId(externalId));
    }

    /** The external ids of those of {@code users} that have one, in one round trip. */
    public Map<UserId, String> externalIds(Collection<UserId> users) {
        Map<UserId, String> ids = new HashMap<>();
        this.users.externalIds(users).forEach((user, id) -> ids.put(user, id.value()));
        return ids;
    }
}
