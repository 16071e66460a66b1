package dev.messenger.app;

import dev.messenger.adapter.http.account.AccountEndpoints;
import dev.messenger.adapter.http.account.AuthEndpoints;
import dev.messenger.adapter.http.chat.ChatEndpoints;
import dev.messenger.adapter.http.chat.ChatPreferenceEndpoints;
import dev.messenger.adapter.http.chat.MemberEndpoints;
import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointModule;
import dev.messenger.adapter.http.health.HealthEndpoints;
import dev.messenger.adapter.http.media.MediaEndpoints;
import dev.messenger.adapter.http.message.MessageChangeEndpoints;
import dev.messenger.adapter.http.message.MessageEndpoints;
import dev.messenger.adapter.http.message.ReactionEndpoints;
import dev.messenger.adapter.http.notification.NotificationEndpoints;
import dev.messenger.adapter.http.openapi.ApiDocs;
import dev.messenger.adapter.http.page.PageEndpoints;
import dev.messenger.adapter.http.people.PeopleEndpoints;
import dev.messenger.adapter.http.personaldata.PersonalDataEndpoints;
import dev.messenger.adapter.http.realtime.RealtimeEndpoints;
import dev.messenger.adapter.http.search.SearchEndpoints;
import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.adapter.redis.RedisConnection;
import dev.messenger.application.Messenger;
import dev.messenger.application.realtime.Realtime;
import java.util.List;
import java.util.stream.Stream;

/** All endpoints with their use cases. */
final class Routes {

    private Routes() {}

    /** The API, its documentation, and the pages that mails link to. */
    static List<Endpoint> of(
            Messenger messenger, Realtime realtime, AccessCheck access, JdbcStore store, RedisConnection redis) {
        List<EndpointModule> modules = List.of(
                new AuthEndpoints(
                        messenger.registration(),
                        messenger.authentication(),
                        messenger.tokenRefresh(),
                        messenger.profiles()),
                new AccountEndpoints(messenger.passwords(), messenger.ownSessions(), messenger.twoFactorSetup()),
                new PeopleEndpoints(messenger.profiles(), messenger.contactLists()),
                new PersonalDataEndpoints(messenger.accountDeletion(), messenger.dataExport()),
                new ChatEndpoints(
                        messenger.createChats(),
                        messenger.browseChats(),
                        messenger.chatProfiles(),
                        messenger.chatDeletion()),
                new MemberEndpoints(messenger.membership(), messenger.invitations(), messenger.browseChats()),
                new ChatPreferenceEndpoints(messenger.chatPreferences(), messenger.browseChats()),
                new MessageEndpoints(
                        messenger.sendMessages(),
                        messenger.readMessages(),
                        messenger.searchMessages(),
                        messenger.readStates(),
                        messenger.attachFiles(),
                        messenger.browseChats()),
                new MessageChangeEndpoints(
                        messenger.editMessages(), messenger.deleteMessages(), messenger.forwardMessages()),
                new SearchEndpoints(messenger.globalSearch()),
                new NotificationEndpoints(messenger.notifications()),
                new ReactionEndpoints(messenger.reactToMessages()),
                new MediaEndpoints(messenger.uploads(), messenger.chatFiles(), messenger.browseChats()),
                new RealtimeEndpoints(realtime, access),
                new HealthEndpoints(store::isHealthy, redis::isHealthy));
        List<Endpoint> api =
                modules.stream().flatMap(module -> module.endpoints().stream()).toList();
        List<Endpoint> pages = new PageEndpoints(
                        messenger.registration(),
                        messenger.passwords(),
                        messenger.authentication(),
                        messenger.ownSessions(),
                        messenger.invitations())
                .endpoints();
        return Stream.of(api, new ApiDocs("Messenger", "1", api).endpoints(), pages)
                .flatMap(List::stream)
                .toList();
    }
}
