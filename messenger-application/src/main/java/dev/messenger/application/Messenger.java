package dev.messenger.application;

import dev.messenger.application.account.AccountUseCases;
import dev.messenger.application.cache.Caches;
import dev.messenger.application.chat.ChatUseCases;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.event.Events;
import dev.messenger.application.media.MediaUseCases;
import dev.messenger.application.message.MessageUseCases;
import dev.messenger.application.notification.Notifications;
import dev.messenger.application.people.PeopleUseCases;
import dev.messenger.application.personaldata.AccountDeletion;
import dev.messenger.application.personaldata.DataExport;
import dev.messenger.application.personaldata.PersonalDataUseCases;
import dev.messenger.application.search.GlobalSearch;
import dev.messenger.application.shared.Settings;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of the messenger, feature by feature, for the HTTP adapter and for embedding programs.
 *
 * <p>Thread-safe, as every use case is.
 */
public record Messenger(
        AccountUseCases account,
        PeopleUseCases people,
        ChatUseCases chats,
        MessageUseCases messages,
        MediaUseCases media,
        Notifications notifications,
        PersonalDataUseCases personalData,
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
        Chats allChats = store.chat().chats();
        Environment environment = new Environment(
                store.transactions(),
                store.outbox(),
                ports.limiter(),
                ports.security().randomness(),
                clock,
                settings,
                threads);
        Caches caches = new Caches(store.outbox(), store.transactions(), clock, settings.maxCacheAge(), threads);

        AccountUseCases account = AccountUseCases.of(store.account(), ports.security(), ports.mailer(), environment);
        MediaUseCases media = MediaUseCases.of(store.media(), ports.storage(), environment);
        PeopleUseCases people = PeopleUseCases.of(
                store.people(), ports.presence(), store.account().accounts(), media.avatars(), environment);
        ChatUseCases chats = ChatUseCases.of(
                store.chat(), store.people().relationships(), ports.presence(), media.avatars(), caches, environment);
        MessageUseCases messages = MessageUseCases.of(
                store.message(),
                allChats,
                store.media().attachments(),
                media.uploads(),
                ports.storage(),
                caches,
                environment);
        return new Messenger(
                account,
                people,
                chats,
                messages,
                media,
                new Notifications(store.message().notifications(), environment),
                new PersonalDataUseCases(
                        new AccountDeletion(account, store.account(), allChats, chats.membership(), environment),
                        new DataExport(people, account.sessions(), store.account())),
                new Events(store.outbox(), clock));
    }

    /** Searches people, chats and messages at once. */
    public GlobalSearch search() {
        return new GlobalSearch(people.profiles(), chats.browsing(), messages.search());
    }
}
