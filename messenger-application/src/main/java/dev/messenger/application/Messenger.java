package dev.messenger.application;

import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.Registration;
import dev.messenger.application.chat.ArrangeChats;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatDeletion;
import dev.messenger.application.chat.ChatProfiles;
import dev.messenger.application.chat.ChatViews;
import dev.messenger.application.chat.ChatWork;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.Invitations;
import dev.messenger.application.chat.Membership;
import dev.messenger.application.chat.Newcomers;
import dev.messenger.application.chat.OnlineCounts;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.media.ChatFiles;
import dev.messenger.application.media.ObjectCleanUp;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.DeleteMessages;
import dev.messenger.application.message.EditMessages;
import dev.messenger.application.message.ForwardMessages;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.message.ReactToMessages;
import dev.messenger.application.message.ReadMessages;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SearchMessages;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.notification.NotificationProjector;
import dev.messenger.application.notification.Notifications;
import dev.messenger.application.shared.Settings;
import java.time.InstantSource;

/**
 * The messenger: hands out its use cases. The HTTP adapter and an embedding program use the same one.
 *
 * <p>Thread-safe, as every use case is.
 */
public record Messenger(
        Registration registration,
        Authentication authentication,
        CreateChats createChats,
        BrowseChats browseChats,
        Membership membership,
        Invitations invitations,
        ArrangeChats arrangeChats,
        ChatProfiles chatProfiles,
        ChatDeletion chatDeletion,
        SendMessages sendMessages,
        ReadMessages readMessages,
        ReadStates readStates,
        EditMessages editMessages,
        DeleteMessages deleteMessages,
        ForwardMessages forwardMessages,
        ReactToMessages reactToMessages,
        SearchMessages searchMessages,
        Notifications notifications,
        NotificationProjector notificationProjector,
        Uploads uploads,
        Avatars avatars,
        ChatFiles chatFiles,
        ObjectCleanUp objectCleanUp,
        AttachFiles attachFiles) {

    /**
     * A messenger over the given ports.
     *
     * @param clock what time it is, for everything that the messenger does
     */
    public static Messenger over(Ports ports, Settings settings, InstantSource clock) {
        Ports.Store store = ports.store();
        Ports.Conversations talk = store.conversations();
        Ports.Security security = ports.security();
        Uploads uploads = new Uploads(store.attachments(), ports.storage(), security.randomness(), clock, settings);
        Avatars avatars = new Avatars(uploads, store.attachments(), ports.storage(), clock, settings);
        MessageViews views = new MessageViews(ports.storage(), settings);
        ChatWork chatWork = new ChatWork(store.chatStore(), store.outbox(), store.transactions(), clock);
        Newcomers newcomers = new Newcomers(store.people().relationships());
        ChatViews chatViews = new ChatViews(
                store.chatList(),
                store.people().relationships(),
                ports.presence(),
                new OnlineCounts(store.chatList(), ports.presence(), clock),
                avatars);
        return new Messenger(
                new Registration(
                        store.accounts(),
                        store.mailTokens(),
                        security.hasher(),
                        ports.mailer(),
                        store.transactions(),
                        ports.limiter(),
                        security.randomness(),
                        clock,
                        settings),
                new Authentication(
                        store.accounts(),
                        store.sessions(),
                        security.hasher(),
                        security.tokens(),
                        store.transactions(),
                        ports.limiter(),
                        security.randomness(),
                        clock,
                        settings),
                new CreateChats(chatWork, chatViews, newcomers, security.randomness()),
                new BrowseChats(store.chatStore(), chatViews),
                new Membership(chatWork, newcomers),
                new Invitations(chatWork, chatViews, security.randomness(), settings),
                new ArrangeChats(chatWork, chatViews),
                new ChatProfiles(chatWork, chatViews, avatars),
                new ChatDeletion(chatWork),
                new SendMessages(store.messages(), views, store.transactions(), ports.limiter(), clock, settings),
                new ReadMessages(store.messages(), talk.threads(), views),
                new ReadStates(store.messages(), store.outbox(), store.transactions()),
                new EditMessages(talk.messages(), talk.changes(), views, store.outbox(), store.transactions(), clock),
                new DeleteMessages(talk.changes(), store.outbox(), store.transactions(), clock),
                new ForwardMessages(
                        talk.messages(), talk.changes(), views, store.transactions(), ports.limiter(), clock, settings),
                new ReactToMessages(
                        talk.messages(), talk.changes(), talk.reactions(), store.outbox(), store.transactions(), clock),
                new SearchMessages(talk.search(), store.chats(), views),
                new Notifications(talk.notifications()),
                new NotificationProjector(
                        talk.notifications(),
                        store.outbox(),
                        store.transactions(),
                        clock,
                        settings.notificationRetention()),
                uploads,
                avatars,
                new ChatFiles(store.attachments(), ports.storage(), settings),
                new ObjectCleanUp(store.objectRemovals(), ports.storage(), clock),
                new AttachFiles(
                        store.messages(),
                        store.attachments(),
                        uploads,
                        views,
                        store.outbox(),
                        store.transactions(),
                        clock));
    }
}
