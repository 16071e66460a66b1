package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.EmailTaken;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import java.util.Optional;

/** Users by email, username and external id, each of which belongs to one user. Requires a transaction. */
public final class Names {

    private final Table<String, UserId> emails;
    private final Table<String, UserId> usernames;
    private final Table<String, UserId> externalIds;

    Names(InMemoryTransactions transactions) {
        emails = new Table<>(transactions);
        usernames = new Table<>(transactions);
        externalIds = new Table<>(transactions);
    }

    /** The user with this email, or empty. */
    public Optional<UserId> find(Email email) {
        return emails.find(email.value());
    }

    /** The user with this username, or empty. */
    public Optional<UserId> find(Username username) {
        return usernames.find(username.value());
    }

    /** The user with this external id, or empty. */
    public Optional<UserId> find(ExternalId id) {
        return externalIds.find(id.value());
    }

    /**
     * Adds the names of a new user.
     *
     * @throws EmailTaken when someone else has the email
     * @throws UsernameTaken when someone else has the username
     */
    public void add(AccountRow user) {
        if (user.email() != null && emails.has(user.email().value())) {
            throw new EmailTaken();
        }
        take(user.names().username(), user.id());
        if (user.email() != null) {
            emails.put(user.email().value(), user.id());
        }
        if (user.externalId() != null) {
            externalIds.put(user.externalId().value(), user.id());
        }
    }

    /** Removes the names of a user. */
    public void remove(AccountRow user) {
        if (user.email() != null) {
            emails.remove(user.email().value());
        }
        usernames.remove(user.names().username().value());
        if (user.externalId() != null) {
            externalIds.remove(user.externalId().value());
        }
    }

    /**
     * Moves a user to another username. The caller changes the row of the user.
     *
     * @throws UsernameTaken when someone else has it
     */
    public void rename(AccountRow user, Username username) {
        Username before = user.names().username();
        if (!before.equals(username)) {
            take(username, user.id());
            usernames.remove(before.value());
        }
    }

    private void take(Username username, UserId user) {
        if (usernames.has(username.value())) {
            throw new UsernameTaken();
        }
        usernames.put(username.value(), user);
    }
}
