package dev.messenger.app.faults;

import dev.messenger.app.http.realtime.EventConnection;
import dev.messenger.app.http.realtime.EventConnection.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client that follows the events of its user over one transport and keeps a copy of the messages. It connects again with its cursor,
 * to the next node, whenever its connection ends. It is run by one thread; its copy may be read by others.
 */
final class Follower implements Runnable, AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final Client client;
    private final Transport transport;
    private final Set<Ledger.Entry> messages = new HashSet<>();
    private final AtomicReference<Set<Ledger.Entry>> copy = new AtomicReference<>(Set.of());
    private @Nullable EventConnection connection;
    private @Nullable Long cursor;
    private int taken;
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean stopped;

    /** Connects while the chat is empty. */
    Follower(Client client, Transport transport) {
        this.client = client;
        this.transport = transport;
        follow();
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                follow();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                stopped = true;
            } catch (RuntimeException | AssertionError refused) {
                disconnect(); // the fault goes on: connect again
            }
        }
        disconnect();
    }

    /** The messages that it has. */
    Set<Ledger.Entry> copy() {
        return copy.get();
    }

    /** How many messages were told twice. */
    int repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        stopped = true;
    }

    @Override
    public String toString() {
        return transport.toString();
    }

    private void follow() {
        EventConnection open = connection;
        if (open == null) {
            open = transport.open(client.next(), cursor);
            connection = open;
            taken = 0;
        }
        boolean shut = open.isShut(); // checked before: nothing arrives after that
        List<JsonNode> events = open.events();
        int known = taken;
        while (taken < events.size()) {
            take(events.get(taken));
            taken++;
        }
        if (taken > known) {
            copy.set(Set.copyOf(messages));
        }
        if (shut) {
            disconnect();
        }
    }

    private void take(JsonNode event) {
        switch (event.get("type").asString()) {
            case "message_created" -> {
                if (!messages.add(Client.entry(event.get("data")))) {
                    repeated.incrementAndGet();
                }
            }
            case "resync" -> {
                messages.clear();
                messages.addAll(client.history());
            }
            default -> {
                // what is no message
            }
        }
        if (!event.path("cursor").isNull() && !event.path("cursor").isMissingNode()) {
            cursor = event.get("cursor").asLong();
        }
    }

    private void disconnect() {
        EventConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                // it is gone
            }
        }
    }
}
