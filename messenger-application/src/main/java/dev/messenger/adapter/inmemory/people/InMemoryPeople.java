package dev.messenger.adapter.inmemory.people;

import dev.messenger.adapter.inmemory.store.AccountRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.GroupedTable;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.TwoFactorRow;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.Profile;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.search.FoldedText;
import dev.messenger.domain.search.SearchTerms;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles in memory. One transaction runs at a time, so it needs no locks. Thread-safe. */
public final class InMemoryPeople implements People {

    private final Database database;
    private final Relationships relationships;

    public InMemoryPeople(Database database, Relationships relationships) {
        this.database = database;
        this.relationships = relationships;
    }

    @Override
    public Map<UserId, KnownPerson> find(UserId viewer, Collection<UserId> targets) {
        return database.transactions.inTransaction(() -> {
            Map<UserId, KnownPerson> found = new HashMap<>();
            for (UserId target : targets) {
                present(target).flatMap(row -> known(viewer, row)).ifPresent(person -> found.put(target, person));
            }
            return found;
        });
    }

    @Override
    public Optional<KnownPerson> find(UserId viewer, Username username) {
        return database.transactions.inTransaction(() -> database.accounts
                .all()
                .filter(row -> row.present() && row.names().username().equals(username))
                .findAny()
                .flatMap(row -> known(viewer, row)));
    }

    @Override
    public Map<UserId, KnownPerson> seenBy(Set<UserId> viewers, UserId target) {
        return database.transactions.inTransaction(() -> {
            Map<UserId, KnownPerson> seen = new HashMap<>();
            for (UserId viewer : viewers) {
                database.accounts
                        .find(target)
                        .flatMap(row -> known(viewer, row))
                        .ifPresent(person -> seen.put(viewer, person));
            }
            return seen;
        });
    }

    private Optional<KnownPerson> known(UserId viewer, AccountRow row) {
        return relationships.of(viewer, row.id()).map(acquaintance -> new KnownPerson(profile(row), acquaintance));
    }

    @Override
    public List<KnownPerson> contactsOf(UserId owner, @Nullable UserId after, int limit) {
        return page(database.contacts, owner, after, limit);
    }

    @Override
    public List<KnownPerson> blockedBy(UserId blocker, @Nullable UserId after, int limit) {
        return page(database.blocks, blocker, after, limit);
    }

    private List<KnownPerson> page(GroupedTable<UserId> list, UserId viewer, @Nullable UserId after, int limit) {
        return database.transactions.inTransaction(() -> list.after(viewer.value(), after == null ? 0 : after.value())
                .flatMap(target -> find(viewer, target).stream())
                .limit(limit)
                .toList());
    }

    @Override
    public List<KnownPerson> search(UserId viewer, SearchTerms terms, @Nullable Email email, int limit) {
        return database.transactions.inTransaction(() -> database.accounts
                .all()
                .filter(row -> row.present() && !row.id().equals(viewer))
                .filter(row -> !database.blocks.has(Key.of(row.id(), viewer)))
                .filter(row -> rank(row, terms, email) < Integer.MAX_VALUE)
                .sorted(Comparator.<AccountRow>comparingInt(row -> rank(row, terms, email))
                        .thenComparing(row -> row.names().username().value()))
                .limit(limit)
                .flatMap(row -> known(viewer, row).stream())
                .toList());
    }

    private static int rank(AccountRow row, SearchTerms terms, @Nullable Email email) {
        FoldedText username = FoldedText.of(row.names().username().value());
        FoldedText name = FoldedText.of(row.names().name().value());
        boolean asksForAccents = !terms.accents().isEmpty();
        if (Objects.equals(row.email(), email) && email != null) {
            return 1;
        }
        if (!terms.matches(username, name)) {
            return Integer.MAX_VALUE;
        }
        if (username.base().equals(terms.whole()) && !asksForAccents) {
            return 1;
        }
        return name.base().startsWith(terms.whole()) || username.base().startsWith(terms.whole()) ? 2 : 3;
    }

    @Override
    public Optional<Profile> lock(UserId user) {
        return database.transactions.inTransaction(() -> present(user).map(this::profile));
    }

    @Override
    public void save(Profile profile) {
        database.transactions.run(() -> present(profile.id()).ifPresent(row -> {
            AccountRow.Names before = row.names();
            Profile.Face face = profile.face();
            database.names.rename(row, face.username());
            database.accounts.put(
                    row.id(),
                    row.with(before.with(face.username(), face.name(), profile.updatedAt()))
                            .with(face.bio(), face.avatar(), profile.privacy()));
        }));
    }

    private Optional<AccountRow> present(UserId user) {
        return database.accounts.find(user).filter(AccountRow::present);
    }

    private Profile profile(AccountRow row) {
        AccountRow.Names names = row.names();
        return new Profile(
                row.id(),
                row.email(),
                row.login() != null && row.login().verifiedAt() != null,
                database.twoFactors.find(row.id()).filter(TwoFactorRow::enabled).isPresent(),
                new Profile.Face(names.name(), names.username(), row.bio(), row.avatar()),
                row.privacy(),
                names.createdAt(),
                names.updatedAt());
    }
}
