package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event, its id, whom it is addressed to, and since when it is there.
 *
 * @param lastMembers who was in a chat when it was deleted; of other events nobody
 */
public record EventRow(long id, Event event, @Nullable UserId onlyFor, Instant appendedAt, Set<UserId> lastMembers) {}
