package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;

/** A user whom a message mentions, and the name that stands in its text. */
public record MentionRow(UserId user, Username name) {}
