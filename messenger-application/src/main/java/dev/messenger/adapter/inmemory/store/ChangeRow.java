package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.domain.account.UserId;
import java.time.Instant;

/** What happened to an account, and whether a mail told of it. */
public record ChangeRow(Change change, boolean told) {

    public UserId user() {
        return change.content().user();
    }

    /** Whether it happened before {@code time}. */
    public boolean isBefore(Instant time) {
        return change.content().at().isBefore(time);
    }
}
