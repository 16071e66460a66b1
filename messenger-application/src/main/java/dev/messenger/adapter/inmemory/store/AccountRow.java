package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.Account;

/**
 * An account.
 *
 * @param mailAccepted whether its verification mail was accepted for delivery
 * @param active whether others can meet it
 */
public record AccountRow(Account account, boolean mailAccepted, boolean active) {

    /** The same with other data. */
    public AccountRow with(Account changed) {
        return new AccountRow(changed, mailAccepted, active);
    }

    /** The same, its mail accepted. */
    public AccountRow mailed() {
        return new AccountRow(account, true, active);
    }

    /** The same, active. */
    public AccountRow activated() {
        return new AccountRow(account, mailAccepted, true);
    }
}
