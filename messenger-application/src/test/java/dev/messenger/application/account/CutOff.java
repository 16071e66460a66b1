package dev.messenger.application.account;

import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.World;
import dev.messenger.application.shared.Settings;

/** A server that dies between storing an account and handing its mail over; the world goes on without it. */
final class CutOff {

    private final World world = new World();

    World world() {
        return world;
    }

    void register(String name) {
        Ports ports = world.ports();
        Ports dying = new Ports(
                ports.store(),
                ports.storage(),
                ports.limiter(),
                ports.security(),
                mail -> {
                    throw new Crash();
                },
                ports.presence());
        Messenger.over(dying, Settings.defaults(), world::now)
                .account()
                .registration()
                .register(World.emailOf(name), name, name, World.PASSWORD);
    }

    /** Stands for a kill: no use case knows it, so none cleans up. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
