package dev.messenger.application.people.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The presence of users on all nodes (rule P1). Writes do not wait for an answer, so they delay no request. When the presence store
 * does not answer, writes are lost and everybody is offline (rule L2). Thread-safe.
 */
public interface Presence {

    /** How long a request keeps a user online. */
    Duration AFTER_REQUEST = Duration.ofSeconds(60);

    /** The interval at which {@link #connected} must be repeated while a connection is open. */
    Duration HEARTBEAT = Duration.ofSeconds(25);

    /** How long a heartbeat keeps a user online: without another, the node of the connection counts as dead. */
    Duration AFTER_HEARTBEAT = Duration.ofSeconds(60);

    /** {@code user} made an authenticated request. Returns at once. */
    void touch(UserId user);

    /** These users have open realtime connections on this node. Repeated every {@link #HEARTBEAT}. Returns at once. */
    void connected(Collection<UserId> users);

    /** The last realtime connection of {@code user} on this node was closed. Returns at once. */
    void disconnected(UserId user);

    /** The status of each of {@code users}, in one round trip; users of whom nothing is known are missing. */
    Map<UserId, PresenceStatus> of(Collection<UserId> users);

    /** Those of {@code users} who are online, in one round trip that stays cheap for thousands. It may lag a little behind. */
    Set<UserId> online(Collection<UserId> users);

    /** {@link #of(Collection)} for one user. */
    default PresenceStatus of(UserId user) {
        return of(List.of(user)).getOrDefault(user, PresenceStatus.UNKNOWN);
    }
}
