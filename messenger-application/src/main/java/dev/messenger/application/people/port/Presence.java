package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Who is there, for all nodes together (rule P1). What is written is sent off without waiting for an answer, so that it
 * costs no request anything; when the store of presence is away it is lost, and everybody reads as offline (rule L2).
 * Thread-safe.
 */
public interface Presence {

    /** How long a request keeps its sender online. */
    Duration AFTER_REQUEST = Duration.ofSeconds(60);

    /** How often {@link #connected} is to be said again while a connection is open. */
    Duration HEARTBEAT = Duration.ofSeconds(25);

    /** After so long without a heartbeat the node with the connection counts as dead. */
    Duration AFTER_HEARTBEAT = Duration.ofSeconds(60);

    /** {@code user} made an authenticated request just now. Returns at once. */
    void touch(UserId user);

    /** These users have realtime connections open on this node. To be repeated every {@link #HEARTBEAT}. Returns at once. */
    void connected(Collection<UserId> users);

    /** The last realtime connection of {@code user} on this node was closed. Returns at once. */
    void disconnected(UserId user);

    /** What is known of each of {@code users}, in one round trip; of whom nothing is known there is no entry. */
    Map<UserId, PresenceStatus> of(Collection<UserId> users);

    /** Who of {@code users} is online, in one round trip that stays cheap for thousands of them. */
    Set<UserId> online(Collection<UserId> users);

    /** {@link #of(Collection)} for one user. */
    default PresenceStatus of(UserId user) {
        return of(java.util.List.of(user)).getOrDefault(user, PresenceStatus.UNKNOWN);
    }
}
