package dev.messenger.application.chat;

import dev.messenger.application.cache.Caches;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;

/** The use cases of chats. */
public record ChatUseCases(
        CreateChats creation,
        BrowseChats browsing,
        Membership membership,
        Invitations invitations,
        ChatPreferences preferences,
        ChatProfiles profiles,
        ChatDeletion deletion,
        Abilities abilities) {

    /** Wires them. */
    public static ChatUseCases of(
            ChatPorts ports,
            Relationships relationships,
            Presence presence,
            Avatars avatars,
            Caches caches,
            Environment environment) {
        ChatUnitOfWork work =
                new ChatUnitOfWork(ports, environment.outbox(), environment.transactions(), environment.clock());
        ChatCaps caps = new ChatCaps(ports.memberships(), environment.settings().caps());
        PrivacyChecks privacy = new PrivacyChecks(relationships);
        ChatViews views = new ChatViews(
                ports.list(),
                new ChatListCache(ports.list(), relationships, caches),
                relationships,
                presence,
                new OnlineCounts(ports.list(), presence, environment.clock()),
                avatars);
        return new ChatUseCases(
                new CreateChats(work, views, privacy, caps, environment.randomness()),
                new BrowseChats(ports, views),
                new Membership(work, privacy, caps),
                new Invitations(work, views, caps, environment.randomness(), environment.settings()),
                new ChatPreferences(work, views),
                new ChatProfiles(work, views, avatars),
                new ChatDeletion(work),
                new Abilities(ports, privacy));
    }
}
