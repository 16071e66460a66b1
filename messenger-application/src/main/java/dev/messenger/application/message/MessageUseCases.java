package dev.messenger.application.message;

import dev.messenger.application.cache.Caches;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessagePorts;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.Transactions;
import java.time.InstantSource;

/** The use cases of messages. */
public record MessageUseCases(
        SendMessages sending,
        ReadMessages reading,
        ReadStates readStates,
        EditMessages editing,
        ForwardMessages forwarding,
        ReactToMessages reactions,
        SearchMessages search,
        AttachFiles files) {

    /** Wires them. */
    public static MessageUseCases of(
            MessagePorts ports,
            Chats chats,
            Attachments attachments,
            Uploads uploads,
            MediaStorage storage,
            Caches caches,
            Environment environment) {
        Messages messages = ports.messages();
        MessageChanges changes = ports.changes();
        Outbox outbox = environment.outbox();
        Transactions transactions = environment.transactions();
        RateLimiter limiter = environment.limiter();
        InstantSource clock = environment.clock();
        Settings settings = environment.settings();
        MessageViews views = new MessageViews(storage, settings);
        return new MessageUseCases(
                new SendMessages(messages, views, transactions, limiter, clock, settings, environment.threads()),
                new ReadMessages(
                        messages, ports.threads(), views, new HistoryCache(ports.newestMessages(), views, caches)),
                new ReadStates(messages, outbox, transactions),
                new EditMessages(messages, changes, views, outbox, transactions, clock),
                new ForwardMessages(messages, changes, views, transactions, limiter, clock, settings),
                new ReactToMessages(messages, changes, ports.reactions(), outbox, transactions, clock),
                new SearchMessages(ports.search(), chats, views),
                new AttachFiles(messages, changes, attachments, uploads, views, outbox, transactions, clock));
    }
}
