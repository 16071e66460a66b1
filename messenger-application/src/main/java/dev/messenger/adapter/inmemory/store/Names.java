package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.util.Optional;

/** Who is found under which name; each name is one user's. To be used in a transaction alone. */
public final class Names {

    private final Table<String, UserId> usernames;
    private final Table<String, UserId> externalIds;

    Names(Table<String, UserId> usernames, Table<String, UserId> externalIds) {
        this.usernames = usernames;
        this.externalIds = externalIds;
    }

    /** Who has this username, or empty. */
    public Optional<UserId> find(String username) {
        return usernames.find(username);
    }

    /** Who has this external id, or empty. */
    public Optional<UserId> find(ExternalId id) {
        return externalIds.find(id.value());
    }

    /** Whether nobody has this username. */
    public boolean isFree(Username username) {
        return !usernames.has(username.value());
    }

    /** Has a new user found under their names. */
    public void add(AccountRow user) {
        usernames.put(user.names().username().value(), user.id());
        if (user.externalId() != null) {
            externalIds.put(user.externalId().value(), user.id());
        }
    }

    /** Has a user found no more. */
    public void remove(AccountRow user) {
        usernames.remove(user.names().username().value());
        if (user.externalId() != null) {
            externalIds.remove(user.externalId().value());
        }
    }

    /**
     * Has a user found under another username; which one their own row names is for the caller to change.
     *
     * @throws UsernameTaken when someone else has it
     */
    public void rename(AccountRow user, Username username) {
        Username before = user.names().username();
        if (!before.equals(username)) {
            if (!isFree(username)) {
                throw new UsernameTaken();
            }
            usernames.remove(before.value());
            usernames.put(username.value(), user.id());
        }
    }
}
