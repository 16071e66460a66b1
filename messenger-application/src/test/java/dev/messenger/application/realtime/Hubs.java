package dev.messenger.application.realtime;

import dev.messenger.application.Ports;
import dev.messenger.application.World;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.shared.Settings;

/** Hubs that nothing drives but the test. */
final class Hubs {

    private Hubs() {}

    static Hub over(World world) {
        Ports.Store store = world.ports().store();
        UpdateViews shows = new UpdateViews(
                store.audience(),
                store.messages(),
                store.conversations().reactions(),
                new Realtime.Views(
                        world.messenger().browseChats(),
                        new MessageViews(world.ports().storage(), Settings.defaults()),
                        world.messenger().profiles()));
        Dispatcher dispatcher = new Dispatcher(store.audience(), shows);
        return new Hub(store.outbox(), dispatcher, new Replay(store.outbox(), dispatcher, shows), 20);
    }
}
