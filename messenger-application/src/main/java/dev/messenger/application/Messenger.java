package dev.messenger.application;

import dev.messenger.application.account.AccountUpkeep;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.MailDispatch;
import dev.messenger.application.account.MailLimits;
import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.Passwords;
import dev.messenger.application.account.ProofLimit;
import dev.messenger.application.account.Provisioning;
import dev.messenger.application.account.Registration;
import dev.messenger.application.account.Revocations;
import dev.messenger.application.account.SecondFactor;
import dev.messenger.application.account.TokenRefresh;
import dev.messenger.application.account.TwoFactorSetup;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatDeletion;
import dev.messenger.application.chat.ChatListCache;
import dev.messenger.application.chat.ChatPreferences;
import dev.messenger.application.chat.ChatProfiles;
import dev.messenger.application.chat.ChatUnitOfWork;
import dev.messenger.application.chat.ChatViews;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.Invitations;
import dev.messenger.application.chat.Membership;
import dev.messenger.application.chat.OnlineCounts;
import dev.messenger.application.chat.PrivacyChecks;
import dev.messenger.application.event.Events;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.media.ChatFiles;
import dev.messenger.application.media.ObjectCleanUp;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.DeleteMessages;
import dev.messenger.application.message.EditMessages;
import dev.messenger.application.message.ForwardMessages;
import dev.messenger.application.message.HistoryCache;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.message.ReactToMessages;
import dev.messenger.application.message.ReadMessages;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SearchMessages;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.notification.NotificationProjector;
import dev.messenger.application.notification.Notifications;
import dev.messenger.application.people.ContactLists;
import dev.messenger.application.people.Profiles;
import dev.messenger.application.permission.Abilities;
import dev.messenger.application.personaldata.AccountDeletion;
import dev.messenger.application.personaldata.DataExport;
import dev.messenger.application.search.GlobalSearch;
import dev.messenger.application.shared.Settings;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of the messenger, for the HTTP adapter and for embedding programs.
 *
 * <p>Thread-safe, as every use case is.
 */
public record Messenger(
        Registration registration,
        Authentication authentication,
        TokenRefresh tokenRefresh,
        OwnSessions ownSessions,
        Passwords passwords,
        TwoFactorSetup twoFactorSetup,
        Provisioning provisioning,
        Revocations revocations,
        MailDispatch mailDispatch,
        Profiles profiles,
        ContactLists contactLists,
        AccountDeletion accountDeletion,
        DataExport dataExport,
        AccountUpkeep accountUpkeep,
        CreateChats createChats,
        BrowseChats browseChats,
        Membership membership,
        Invitations invitations,
        ChatPreferences chatPreferences,
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
        GlobalSearch globalSearch,
        Notifications notifications,
        NotificationProjector notificationProjector,
        Uploads uploads,
        Avatars avatars,
        ChatFiles chatFiles,
        ObjectCleanUp objectCleanUp,
        AttachFiles attachFiles,
        Abilities abilities,
        Events events) {

    /** A messenger that runs everything on the threads of its callers (rule E4). */
    public static Messenger over(Ports ports, Settings settings, InstantSource clock) {
        return over(ports, settings, clock, null);
    }

    /**
     * A messenger whose callers are many virtual threads: it runs batches of their requests on the threads of an executor. Platform threads are
     * cheaper there, since a virtual thread yields at each wait for the database.
     *
     * @param threads runs a few tasks concurrently, which do not wait for one another; null for the threads of the callers
     */
    public static Messenger over(Ports ports, Settings settings, InstantSource clock, @Nullable Executor threads) {
        Ports.Store store = ports.store();
        Ports.Conversations talk = store.conversations();
        Ports.Security security = ports.security();
        Uploads uploads = new Uploads(store.attachments(), ports.storage(), security.randomness(), clock, settings);
        Avatars avatars = new Avatars(uploads, store.attachments(), ports.storage(), clock, settings);
        MessageViews views = new MessageViews(ports.storage(), settings);
        Ports.PeopleStore people = store.people();
        Revocations revocations = new Revocations(store.sessions(), settings, clock);
        SecondFactor secondFactor = new SecondFactor(store.twoFactors(), security.codes(), security.box(), clock);
        ProofLimit proofLimit = new ProofLimit(ports.limiter(), settings);
        ChatUnitOfWork chatWork = new ChatUnitOfWork(store.chatStore(), store.outbox(), store.transactions(), clock);
        PrivacyChecks privacy = new PrivacyChecks(store.people().relationships());
        Caches caches = new Caches(store.outbox(), store.transactions(), clock, settings.maxCacheAge(), threads);
        ChatViews chatViews = new ChatViews(
                store.chatList(),
                new ChatListCache(store.chatList(), people.relationships(), caches),
                people.relationships(),
                ports.presence(),
                new OnlineCounts(store.chatList(), ports.presence(), clock),
                avatars);
        OwnSessions ownSessions = new OwnSessions(store.sessions(), revocations, store.transactions(), clock);
        Passwords passwords = new Passwords(
                new Passwords.Stores(
                        store.accounts(),
                        store.mailTokens(),
                        store.mailQueue(),
                        store.sessions(),
                        store.transactions()),
                revocations,
                security.hasher(),
                new Passwords.Bounds(new MailLimits(ports.limiter(), settings), proofLimit),
                clock);
        Profiles profiles =
                new Profiles(people.profiles(), avatars, store.outbox(), store.transactions(), clock, settings);
        ContactLists contactLists = new ContactLists(
                new ContactLists.Stores(
                        people.profiles(),
                        people.relationships(),
                        people.contacts(),
                        people.blocks(),
                        store.accounts(),
                        store.outbox(),
                        store.transactions()),
                avatars,
                clock,
                settings);
        Membership membership = new Membership(chatWork, privacy);
        AccountDeletion accountDeletion = new AccountDeletion(
                passwords,
                store.externalUsers(),
                secondFactor,
                ownSessions,
                store.erasure(),
                store.chats(),
                membership,
                new AccountDeletion.Aids(store.outbox(), store.transactions(), security.randomness(), clock));
        BrowseChats browseChats = new BrowseChats(store.chatStore(), chatViews);
        SearchMessages searchMessages = new SearchMessages(talk.search(), store.chats(), views);
        return new Messenger(
                new Registration(
                        store.accounts(),
                        store.mailTokens(),
                        store.mailQueue(),
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
                        secondFactor,
                        revocations,
                        store.transactions(),
                        ports.limiter(),
                        security.randomness(),
                        clock,
                        settings),
                new TokenRefresh(
                        store.sessions(),
                        security.tokens(),
                        revocations,
                        store.transactions(),
                        ports.limiter(),
                        security.randomness(),
                        clock,
                        settings),
                ownSessions,
                passwords,
                new TwoFactorSetup(
                        store.accounts(),
                        store.twoFactors(),
                        secondFactor,
                        security.codes(),
                        proofLimit,
                        store.transactions(),
                        security.randomness()),
                new Provisioning(store.externalUsers(), store.outbox(), store.transactions(), clock),
                revocations,
                new MailDispatch(
                        store.accounts(),
                        store.mailTokens(),
                        store.mailQueue(),
                        ports.mailer(),
                        store.transactions(),
                        security.randomness(),
                        clock,
                        settings),
                profiles,
                contactLists,
                accountDeletion,
                new DataExport(profiles, contactLists, ownSessions, store.ownData()),
                new AccountUpkeep(store.accounts(), store.mailTokens(), store.sessions(), clock, settings),
                new CreateChats(chatWork, chatViews, privacy, security.randomness()),
                browseChats,
                membership,
                new Invitations(chatWork, chatViews, security.randomness(), settings),
                new ChatPreferences(chatWork, chatViews),
                new ChatProfiles(chatWork, chatViews, avatars),
                new ChatDeletion(chatWork),
                new SendMessages(
                        store.messages(), views, store.transactions(), ports.limiter(), clock, settings, threads),
                new ReadMessages(
                        store.messages(),
                        talk.threads(),
                        views,
                        new HistoryCache(talk.newestMessages(), views, caches)),
                new ReadStates(store.messages(), store.outbox(), store.transactions()),
                new EditMessages(talk.messages(), talk.changes(), views, store.outbox(), store.transactions(), clock),
                new DeleteMessages(talk.changes(), store.outbox(), store.transactions(), clock),
                new ForwardMessages(
                        talk.messages(), talk.changes(), views, store.transactions(), ports.limiter(), clock, settings),
                new ReactToMessages(
                        talk.messages(), talk.changes(), talk.reactions(), store.outbox(), store.transactions(), clock),
                searchMessages,
                new GlobalSearch(profiles, browseChats, searchMessages),
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
                        talk.changes(),
                        store.attachments(),
                        uploads,
                        views,
                        store.outbox(),
                        store.transactions(),
                        clock),
                new Abilities(store.rights(), store.chatStore(), privacy),
                new Events(store.outbox(), clock));
    }
}
