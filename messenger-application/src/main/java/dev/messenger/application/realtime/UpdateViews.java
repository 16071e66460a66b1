package dev.messenger.application.realtime;

import dev.messenger.application.chat.ChatView;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.people.PersonView;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.ChatCounts;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatNotFound;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.Mentions;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders events as one user may see them now; what they may not see is left out (rule R4). Thread-safe. */
final class UpdateViews {

    private final Audience audience;
    private final Messages messages;
    private final Reactions reactions;
    private final RealtimeViews views;

    UpdateViews(Audience audience, Messages messages, Reactions reactions, RealtimeViews views) {
        this.audience = audience;
        this.messages = messages;
        this.reactions = reactions;
        this.views = views;
    }

    /** A delivery as its recipient may see it now; empty when there is nothing to see any more. */
    Optional<Update> render(UserId recipient, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Lazy lazy ->
                payload(recipient, lazy.recorded().event())
                        .map(payload -> new Update(lazy.recorded().cursor(), payload));
            case Delivery.Rendered rendered -> Optional.of(new Update(rendered.cursor(), rendered.payload()));
            case Delivery.Ephemeral ephemeral -> Optional.of(new Update(null, ephemeral.payload()));
        };
    }

    /** A message as {@code viewer} sees it; empty when they cannot. */
    Optional<MessageView> message(UserId viewer, MessageId message) {
        return messages.find(message, viewer).map(views.messages()::of);
    }

    /** The members whom a message mentions. A text without a name in it costs no round trip. */
    Set<UserId> mentionedIn(MessageView message) {
        var text = message.message().text();
        return text == null || Mentions.in(text).isEmpty()
                ? Set.of()
                : audience.mentioned(
                                message.message().chat(),
                                Set.of(message.message().id()))
                        .getOrDefault(message.message().id(), Set.of());
    }

    /** The reactions to a message as each of {@code viewers} who can see it sees them. */
    Map<UserId, List<ReactionView>> reactions(Event.ReactionChanged event, Set<UserId> viewers) {
        return reactions.seenBy(event.chat(), event.message(), viewers);
    }

    static Update.Payload reaction(Event.ReactionChanged event, List<ReactionView> seen) {
        return new Update.Reaction(event.chat(), event.message(), event.actor(), event.emoji(), event.added(), seen);
    }

    /** A person as each of {@code viewers} may see them. */
    Map<UserId, PersonView> person(UserId person, Set<UserId> viewers) {
        return views.people().shownTo(viewers, person);
    }

    /**
     * The counts of a chat as a member sees them.
     *
     * @param progress whether the member may see how far the others have received and read
     */
    static Update.Counts counts(ChatId chat, ChatCounts counts, UserId viewer, boolean progress) {
        return new Update.Counts(
                chat,
                counts.members(),
                progress ? counts.deliveredToOthers(viewer) : null,
                progress ? counts.readByOthers(viewer) : null);
    }

    /**
     * A change of a member.
     *
     * @param counts null for a viewer who has left the chat
     */
    static Update.Payload member(Event.OfMember event, Update.@Nullable Counts counts) {
        return switch (event) {
            case Event.MemberAdded e ->
                new Update.Member(Update.MemberChange.ADDED, e.chat(), e.member(), e.actor(), null, counts);
            case Event.MemberRemoved e ->
                new Update.Member(Update.MemberChange.REMOVED, e.chat(), e.member(), e.actor(), null, counts);
            case Event.MemberRoleChanged e ->
                new Update.Member(Update.MemberChange.ROLE_CHANGED, e.chat(), e.member(), e.actor(), e.role(), counts);
        };
    }

    private Optional<Update.Payload> payload(UserId viewer, Event event) {
        return switch (event) {
            case Event.PersonChanged e ->
                Optional.ofNullable(person(e.person(), Set.of(viewer)).get(viewer))
                        .map(Update.Person::new);
            case Event.PrivacyChanged ignored -> Optional.empty();
            case Event.ChatCreated e -> chat(viewer, e, true);
            case Event.ChatUpdated e -> chat(viewer, e, false);
            case Event.OwnChatUpdated e -> chat(viewer, e, false);
            case Event.ChatDeleted e -> Optional.of(new Update.ChatGone(e.chat()));
            case Event.OwnChatDeleted e -> Optional.of(new Update.ChatGone(e.chat()));
            case Event.OfMember e -> Optional.of(member(e, null));
            case Event.MessageCreated e -> created(viewer, e);
            case Event.MessageUpdated e ->
                message(viewer, e.message()).map(message -> new Update.Message(false, message, false));
            case Event.MessageDeleted e -> Optional.of(new Update.MessageGone(e.chat(), e.message(), true));
            case Event.MessageHidden e -> Optional.of(new Update.MessageGone(e.chat(), e.message(), false));
            case Event.ReactionChanged e ->
                Optional.ofNullable(reactions(e, Set.of(viewer)).get(viewer)).map(seen -> reaction(e, seen));
            case Event.MessageDelivered e -> Optional.of(new Update.Receipt(false, e.chat(), e.message(), e.member()));
            case Event.MessageRead e -> Optional.of(new Update.Receipt(true, e.chat(), e.message(), e.member()));
        };
    }

    private Optional<Update.Payload> created(UserId viewer, Event.MessageCreated event) {
        return message(viewer, event.message())
                .map(message ->
                        new Update.Message(true, message, mentionedIn(message).contains(viewer)));
    }

    /** A chat that the viewer hides comes back with a message, not with a change of the chat. */
    private Optional<Update.Payload> chat(UserId viewer, Event.OfChat event, boolean isNew) {
        ChatView chat;
        try {
            chat = views.chats().find(viewer, event.chat());
        } catch (ChatNotFound e) {
            return Optional.empty();
        }
        return chat.mine() == null || !chat.mine().listed()
                ? Optional.empty()
                : Optional.of(new Update.Chat(isNew, chat));
    }
}
