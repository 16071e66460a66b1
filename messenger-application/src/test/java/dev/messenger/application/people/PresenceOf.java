package dev.messenger.application.people;

import dev.messenger.application.people.port.Presence;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.PresenceStatus;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Forwards to a presence, for tests that watch or block one of its methods. */
public abstract class PresenceOf implements Presence {

    private final Presence world;

    protected PresenceOf(Presence world) {
        this.world = world;
    }

    @Override
    public void touch(UserId user) {
        world.touch(user);
    }

    @Override
    public void connected(Collection<UserId> users) {
        world.connected(users);
    }

    @Override
    public void disconnected(UserId user) {
        world.disconnected(user);
    }

    @Override
    public Map<UserId, PresenceStatus> of(Collection<UserId> users) {
        return world.of(users);
    }

    @Override
    public Set<UserId> online(Collection<UserId> users) {
        return world.online(users);
    }
}
