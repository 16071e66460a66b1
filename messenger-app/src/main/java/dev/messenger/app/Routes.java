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
import dev.messenger.application.Messenger;
import dev.messenger.application.account.AccountUseCases;
import dev.messenger.application.chat.ChatUseCases;
import dev.messenger.application.message.MessageUseCases;
import dev.messenger.application.realtime.Realtime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All endpoints with their use cases. */
final class Routes {

    private Routes() {}

    /** What the chapters of the documentation contain. */
    private static final Map<String, String> CHAPTERS = Map.ofEntries(
            Map.entry("Auth", "Accounts: register, log in and out, tokens, sessions, passwords and the second factor."),
            Map.entry("Users", "Profiles, search, presence, contacts and blocks."),
            Map.entry("Chats", "Private chats, groups and channels."),
            Map.entry("Members", "Who is in a group or channel, their roles, and the ways to join and leave."),
            Map.entry("My chats", "What the caller sets for themselves: archive, pin, mute, clear."),
            Map.entry("Messages", "Send, read, change, forward and search messages; reactions and read states."),
            Map.entry("Media", "Uploads by signed links, and the files of messages."),
            Map.entry("Search", "People, chats and messages at once."),
            Map.entry("Notifications", "What happened to the caller."),
            Map.entry(
                    "Realtime", "Events as Server-Sent Events or by polling; the AsyncAPI document has the WebSocket."),
            Map.entry("Health", "For load balancers and monitoring."));

    /** The API, its documentation, and the pages that mails link to. */
    static List<Endpoint> of(Messenger messenger, Realtime realtime, AccessCheck access, HealthEndpoints health) {
        AccountUseCases account = messenger.account();
        ChatUseCases chats = messenger.chats();
        MessageUseCases messages = messenger.messages();
        List<EndpointModule> modules = List.of(
                new AuthEndpoints(
                        account.registration(),
                        account.authentication(),
                        account.protection().admission(),
                        messenger.people().profiles()),
                new AccountEndpoints(
                        account.passwords(), account.sessions(), account.twoFactorSetup(), account.protection()),
                new PeopleEndpoints(
                        messenger.people().profiles(),
                        messenger.people().presence(),
                        messenger.people().contacts()),
                new PersonalDataEndpoints(
                        messenger.personalData().deletion(),
                        messenger.personalData().export()),
                new ChatEndpoints(chats.creation(), chats.browsing(), chats.profiles(), chats.deletion()),
                new MemberEndpoints(chats.membership(), chats.invitations(), chats.browsing()),
                new ChatPreferenceEndpoints(chats.preferences(), chats.browsing()),
                new MessageEndpoints(
                        messages.sending(),
                        messages.reading(),
                        messages.search(),
                        messages.readStates(),
                        messages.files(),
                        chats.browsing()),
                new MessageChangeEndpoints(messages.editing(), messages.forwarding()),
                new SearchEndpoints(messenger.search()),
                new NotificationEndpoints(messenger.notifications()),
                new ReactionEndpoints(messages.reactions()),
                new MediaEndpoints(
                        messenger.media().uploads(), messenger.media().chatFiles(), chats.browsing()),
                new RealtimeEndpoints(realtime, access),
                health);
        List<Endpoint> api =
                modules.stream().flatMap(module -> module.endpoints().stream()).toList();
        List<Endpoint> pages = new PageEndpoints(
                        account.registration(),
                        account.passwords(),
                        account.authentication(),
                        account.sessions(),
                        account.protection(),
                        chats.invitations())
                .endpoints();
        return Stream.of(api, new ApiDocs("Messenger", "1", CHAPTERS, api).endpoints(), pages)
                .flatMap(List::stream)
                .toList();
    }
}
