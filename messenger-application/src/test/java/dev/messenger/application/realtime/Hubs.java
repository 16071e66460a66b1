package dev.messenger.application.realtime;

import dev.messenger.application.World;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.application.shared.Settings;

/** Hubs that nothing drives but the test. */
final class Hubs {

    private Hubs() {}

    static Hub over(World world) {
        RealtimePorts ports = world.ports().realtime(Signals.local());
        UpdateViews views = new UpdateViews(
                ports.audience(),
                ports.messages(),
                ports.reactions(),
                new RealtimeViews(
                        world.messenger().chats().browsing(),
                        new MessageViews(world.ports().storage(), Settings.defaults()),
                        world.messenger().people().profiles()));
        Dispatcher dispatcher = new Dispatcher(ports.audience(), views);
        Replay replay = new Replay(ports.outbox(), dispatcher, views);
        return new Hub(ports.outbox(), dispatcher, new Renderer(views, replay), new RealtimeLimits(20, 1_000_000, 0));
    }
}
