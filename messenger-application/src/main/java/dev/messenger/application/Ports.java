package dev.messenger.application;

import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.message.port.MessagePorts;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.realtime.RealtimePorts;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;

/**
 * All driven ports of the messenger.
 *
 * @param store one database
 */
public record Ports(
        Store store,
        MediaStorage storage,
        RateLimiter limiter,
        SecurityPorts security,
        Mailer mailer,
        Presence presence) {

    /** The ports of {@link dev.messenger.application.realtime.Realtime}. */
    public RealtimePorts realtime(Signals signals) {
        return new RealtimePorts(
                store.outbox(),
                store.audience(),
                store.chat().chats(),
                store.message().messages(),
                store.message().reactions(),
                store.people().relationships(),
                presence,
                signals);
    }

    /** The ports of the database, which share one transaction, feature by feature. */
    public record Store(
            Transactions transactions,
            Outbox outbox,
            AccountPorts account,
            PeoplePorts people,
            ChatPorts chat,
            MessagePorts message,
            MediaPorts media,
            Audience audience) {}
}
