package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event.
 *
 * @param onlyFor the only recipient, null for all
 * @param lastMembers of a chat at its deletion; empty for other events
 */
public record EventRow(long id, Event event, @Nullable UserId onlyFor, Instant appendedAt, Set<UserId> lastMembers) {}
