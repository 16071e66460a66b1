package dev.messenger.application.realtime;

import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signals;

/** The ports that {@link Realtime} needs. */
public record RealtimePorts(
        Outbox outbox,
        Audience audience,
        Chats chats,
        Messages messages,
        Reactions reactions,
        Relationships relationships,
        Presence presence,
        Signals signals) {}
