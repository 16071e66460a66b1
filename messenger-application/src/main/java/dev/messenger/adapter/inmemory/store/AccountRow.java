package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.Account;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.people.Bio;
import dev.messenger.domain.people.PrivacySettings;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param mailAccepted whether its verification mail was accepted for delivery
 * @param active whether others can meet it; stays true when it is deleted
 * @param deleted whether nothing but the row is left (rule A11)
 */
public record AccountRow(
        Account account,
        boolean mailAccepted,
        boolean active,
        @Nullable Bio bio,
        @Nullable Avatar avatar,
        PrivacySettings privacy,
        boolean deleted) {

    /** As it is first stored. */
    public static AccountRow fresh(Account account) {
        return new AccountRow(account, false, false, null, null, PrivacySettings.OPEN, false);
    }

    /** The same with other data. */
    public AccountRow with(Account changed) {
        return new AccountRow(changed, mailAccepted, active, bio, avatar, privacy, deleted);
    }

    /** The same with another profile. */
    public AccountRow with(@Nullable Bio changedBio, @Nullable Avatar changedAvatar, PrivacySettings changedPrivacy) {
        return new AccountRow(account, mailAccepted, active, changedBio, changedAvatar, changedPrivacy, deleted);
    }

    /** The same, its mail accepted. */
    public AccountRow mailed() {
        return new AccountRow(account, true, active, bio, avatar, privacy, deleted);
    }

    /** The same, active. */
    public AccountRow activated() {
        return new AccountRow(account, mailAccepted, true, bio, avatar, privacy, deleted);
    }

    /** What is left of a deleted account: {@code nobody} in place of the personal data. */
    public AccountRow erased(Account nobody) {
        return new AccountRow(nobody, mailAccepted, active, null, null, PrivacySettings.OPEN, true);
    }

    /** Whether others can meet it now. */
    public boolean present() {
        return active && !deleted;
    }
}
