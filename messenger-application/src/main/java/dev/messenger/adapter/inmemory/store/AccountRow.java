package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.Account;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user, with a login or an external id.
 *
 * @param login null for a user of the embedding program
 * @param externalId null for everyone else
 * @param mailAccepted whether the mailer accepted the verification mail
 * @param active whether the account was activated; stays true after its deletion
 * @param deleted whether the personal data is erased (rule A11)
 */
public record AccountRow(
        Names names,
        @Nullable Login login,
        @Nullable ExternalId externalId,
        boolean mailAccepted,
        boolean active,
        @Nullable Bio bio,
        @Nullable Avatar avatar,
        PrivacySettings privacy,
        boolean deleted) {

    /** The public data. */
    public record Names(UserId id, Username username, DisplayName name, Instant createdAt, Instant updatedAt) {

        /** The same with other names. */
        public Names with(Username changedUsername, DisplayName changedName, Instant at) {
            return new Names(id, changedUsername, changedName, createdAt, at);
        }
    }

    /** The credentials. */
    public record Login(
            Email email, PasswordHash hash, @Nullable Instant verifiedAt) {}

    /** A new account. */
    public static AccountRow registered(Names names, Login login) {
        return new AccountRow(names, login, null, false, false, null, null, PrivacySettings.OPEN, false);
    }

    /** A new user of the embedding program. */
    public static AccountRow provisioned(Names names, ExternalId externalId) {
        return new AccountRow(names, null, externalId, false, true, null, null, PrivacySettings.OPEN, false);
    }

    /** The account; empty for a user of the embedding program and after a deletion. */
    public Optional<Account> account() {
        return login == null || deleted
                ? Optional.empty()
                : Optional.of(new Account(
                        id(),
                        login.email(),
                        names.username(),
                        names.name(),
                        login.hash(),
                        login.verifiedAt(),
                        names.createdAt(),
                        names.updatedAt()));
    }

    public UserId id() {
        return names.id();
    }

    /** The email, or null for a user of the embedding program. */
    public @Nullable Email email() {
        return login == null ? null : login.email();
    }

    /** The same with other names. */
    public AccountRow with(Names changed) {
        return new AccountRow(changed, login, externalId, mailAccepted, active, bio, avatar, privacy, deleted);
    }

    /** The same with another hash. */
    public AccountRow with(PasswordHash hash) {
        return login == null ? this : with(new Login(login.email(), hash, login.verifiedAt()));
    }

    /** The same with another profile. */
    public AccountRow with(@Nullable Bio changedBio, @Nullable Avatar changedAvatar, PrivacySettings changedPrivacy) {
        return new AccountRow(
                names, login, externalId, mailAccepted, active, changedBio, changedAvatar, changedPrivacy, deleted);
    }

    /** The same, its email verified at {@code at} unless it was before. */
    public AccountRow verified(Instant at) {
        return login == null || login.verifiedAt() != null ? this : with(new Login(login.email(), login.hash(), at));
    }

    /** The same, its mail accepted. */
    public AccountRow mailed() {
        return new AccountRow(names, login, externalId, true, active, bio, avatar, privacy, deleted);
    }

    /** The same, active. */
    public AccountRow activated() {
        return new AccountRow(names, login, externalId, mailAccepted, true, bio, avatar, privacy, deleted);
    }

    /** The same without personal data, named {@code nobody}. */
    public AccountRow erased(Names nobody) {
        return new AccountRow(nobody, null, null, mailAccepted, active, null, null, PrivacySettings.OPEN, true);
    }

    /** Whether the user is active and not deleted. */
    public boolean present() {
        return active && !deleted;
    }

    private AccountRow with(Login changed) {
        return new AccountRow(names, changed, externalId, mailAccepted, active, bio, avatar, privacy, deleted);
    }
}
