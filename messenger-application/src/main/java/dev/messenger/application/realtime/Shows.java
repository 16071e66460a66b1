package dev.messenger.application.realtime;

import dev.messenger.application.chat.BrowseChats;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.MessageViews;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows events as one receiver may see them at this moment; what they may not see is left out (rule R4). */
final class Shows {

    private final Outbox outbox;
    private final Audience audience;
    private final Messages messages;
    private final MessageViews views;
    private final BrowseChats chats;

    Shows(Outbox outbox, Audience audience, Messages messages, MessageViews views, BrowseChats chats) {
        this.outbox = outbox;
        this.audience = audience;
        this.messages = messages;
        this.views = views;
        this.chats = chats;
    }

    /**
     * A page of what someone missed.
     *
     * @param updates in order; fewer than the limit where some may not be seen
     * @param cursor up to where it reaches
     * @param more whether there is more behind it
     */
    record Page(List<Update> updates, long cursor, boolean more) {}

    /** A page of what happened for {@code viewer} between two cursors, the first exclusive, the second inclusive. */
    Page missed(UserId viewer, long after, long upTo, int limit) {
        Outbox.Missed missed = outbox.missed(viewer, after, upTo, limit);
        if (!missed.complete()) {
            return new Page(List.of(new Update(upTo, new Update.Resync())), upTo, false);
        }
        List<Recorded> events = missed.events();
        boolean more = events.size() == limit;
        return new Page(show(viewer, events), more ? events.getLast().cursor() : upTo, more);
    }

    private List<Update> show(UserId viewer, List<Recorded> events) {
        Set<ChatId> shared = new HashSet<>();
        events.stream()
                .filter(recorded -> recorded.onlyFor() == null)
                .forEach(recorded -> shared.add(recorded.event().chat()));
        Map<ChatId, Map<UserId, Standing>> standings =
                shared.isEmpty() ? Map.of() : audience.members(shared, Set.of(viewer));
        List<Update> updates = new ArrayList<>();
        for (Recorded recorded : events) {
            if (recorded.onlyFor() != null || hears(viewer, standings, recorded.event())) {
                show(viewer, recorded).ifPresent(updates::add);
            }
        }
        return updates;
    }

    private static boolean hears(UserId viewer, Map<ChatId, Map<UserId, Standing>> standings, Event event) {
        Standing standing = standings.getOrDefault(event.chat(), Map.of()).get(viewer);
        return standing != null && AudienceRule.hears(viewer, standing, event);
    }

    /** One event for someone who hears of it; empty when there is nothing to see any more. */
    Optional<Update> show(UserId viewer, Recorded recorded) {
        return news(viewer, recorded.event()).map(news -> new Update(recorded.cursor(), news));
    }

    /** A message as {@code viewer} sees it; empty when they cannot. */
    Optional<MessageView> message(UserId viewer, MessageId message) {
        return messages.find(message, viewer).map(views::of);
    }

    private Optional<Update.News> news(UserId viewer, Event event) {
        return switch (event) {
            case Event.ChatCreated e -> chat(viewer, e, true);
            case Event.ChatUpdated e -> chat(viewer, e, false);
            case Event.OwnChatUpdated e -> chat(viewer, e, false);
            case Event.ChatDeleted e -> Optional.of(new Update.ChatGone(e.chat()));
            case Event.OwnChatDeleted e -> Optional.of(new Update.ChatGone(e.chat()));
            case Event.MemberAdded e ->
                Optional.of(new Update.Member(Update.MemberChange.ADDED, e.chat(), e.member(), e.actor(), null));
            case Event.MemberRemoved e ->
                Optional.of(new Update.Member(Update.MemberChange.REMOVED, e.chat(), e.member(), e.actor(), null));
            case Event.MemberRoleChanged e ->
                Optional.of(
                        new Update.Member(Update.MemberChange.ROLE_CHANGED, e.chat(), e.member(), e.actor(), e.role()));
            case Event.MessageCreated e ->
                message(viewer, e.message()).map(message -> new Update.Message(true, message));
            case Event.MessageUpdated e ->
                message(viewer, e.message()).map(message -> new Update.Message(false, message));
            case Event.MessageDeleted e -> Optional.of(new Update.MessageGone(e.chat(), e.message(), true));
            case Event.MessageHidden e -> Optional.of(new Update.MessageGone(e.chat(), e.message(), false));
            case Event.ReactionChanged e ->
                message(viewer, e.message())
                        .map(seen -> new Update.Reaction(e.chat(), e.message(), e.actor(), e.emoji(), e.added()));
            case Event.MessageDelivered e -> Optional.of(new Update.Receipt(false, e.chat(), e.message(), e.member()));
            case Event.MessageRead e -> Optional.of(new Update.Receipt(true, e.chat(), e.message(), e.member()));
        };
    }

    private Optional<Update.News> chat(UserId viewer, Event event, boolean isNew) {
        ChatView chat;
        try {
            chat = chats.find(viewer, event.chat());
        } catch (ChatNotFound gone) {
            return Optional.empty();
        }
        return chat.mine() == null ? Optional.empty() : Optional.of(new Update.Chat(isNew, chat));
    }
}
