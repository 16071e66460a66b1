package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.KnownNetworks.KnownNetwork;
import dev.messenger.domain.account.UserId;

/** A network of a user. */
public record KnownNetworkRow(UserId user, KnownNetwork known) {}
