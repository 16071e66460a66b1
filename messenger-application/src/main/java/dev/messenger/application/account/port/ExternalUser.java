package dev.messenger.application.account.port;

import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.ExternalId;
import dev.messenger.domain.account.Username;

/** A user of the program that embeds the messenger. */
public record ExternalUser(ExternalId id, Username username, DisplayName name) {}
