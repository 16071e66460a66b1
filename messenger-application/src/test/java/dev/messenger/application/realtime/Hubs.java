package dev.messenger.application.realtime;

import dev.messenger.application.World;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.application.shared.Settings;

/** Hubs that nothing drives but the test. */
final class Hubs {

    private Hubs() {}

    static Hub over(World world) {
        return over(world, new RealtimeLimits(20, 1_000_000, 0));
    }

    static Hub over(World world, RealtimeLimits limits) {
        RealtimePorts ports = world.ports().realtime(Signals.local());
        UpdateViews views = views(world, ports);
        Dispatcher dispatcher = new Dispatcher(ports.audience(), views);
        return new Hub(ports.outbox(), dispatcher, renderer(views, dispatcher, ports), limits);
    }

    static Renderer renderer(World world) {
        RealtimePorts ports = world.ports().realtime(Signals.local());
        UpdateViews views = views(world, ports);
        return renderer(views, new Dispatcher(ports.audience(), views), ports);
    }

    private static Renderer renderer(UpdateViews views, Dispatcher dispatcher, RealtimePorts ports) {
        return new Renderer(views, new Replay(ports.outbox(), dispatcher, views));
    }

    private static UpdateViews views(World world, RealtimePorts ports) {
        return new UpdateViews(
                ports.audience(),
                ports.messages(),
                ports.reactions(),
                new RealtimeViews(
                        world.messenger().chats().browsing(),
                        new MessageViews(world.ports().storage(), Settings.defaults()),
                        world.messenger().people().profiles()));
    }
}
