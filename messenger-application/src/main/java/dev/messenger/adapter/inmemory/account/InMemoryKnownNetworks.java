package dev.messenger.adapter.inmemory.account;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.KnownNetworkRow;
import dev.messenger.application.account.port.KnownNetworks;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The networks of sign-ins. Thread-safe. */
public final class InMemoryKnownNetworks implements KnownNetworks {

    private static final Comparator<KnownNetwork> LATEST_FIRST =
            Comparator.comparing(KnownNetwork::seenAt).reversed().thenComparing(KnownNetwork::network);

    private final Database database;

    public InMemoryKnownNetworks(Database database) {
        this.database = database;
    }

    @Override
    public boolean isKnown(UserId user, String network, Instant since) {
        return of(user).stream()
                .anyMatch(known ->
                        known.network().equals(network) && !known.seenAt().isBefore(since));
    }

    @Override
    public boolean isKnown(Email email, String network, Instant since) {
        return database.transactions.inTransaction(() -> database.names
                .find(email)
                .filter(user -> isKnown(user, network, since))
                .isPresent());
    }

    @Override
    public void add(UserId user, String network, Instant now) {
        database.transactions.run(() -> {
            List<KnownNetwork> others = of(user).stream()
                    .filter(known -> !known.network().equals(network))
                    .limit(MAX - 1)
                    .toList();
            removeAll(user);
            others.forEach(known -> put(user, known));
            put(user, new KnownNetwork(network, now));
        });
    }

    private void put(UserId user, KnownNetwork known) {
        database.knownNetworks.put(user + " " + known.network(), new KnownNetworkRow(user, known));
    }

    @Override
    public List<KnownNetwork> of(UserId user) {
        return database.transactions.inTransaction(() -> database.knownNetworks
                .all()
                .filter(row -> row.user().equals(user))
                .map(KnownNetworkRow::known)
                .sorted(LATEST_FIRST)
                .toList());
    }

    @Override
    public void removeAll(UserId user) {
        database.transactions.run(
                () -> database.knownNetworks.removeIf(row -> row.user().equals(user)));
    }

    @Override
    public void forget(Instant before) {
        database.transactions.run(() ->
                database.knownNetworks.removeIf(row -> row.known().seenAt().isBefore(before)
                        && !of(row.user()).getFirst().equals(row.known())));
    }
}
