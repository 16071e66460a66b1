package dev.messenger.adapter.jdbc.event;

import dev.messenger.adapter.jdbc.shared.Columns;
import dev.messenger.application.event.port.Outbox.Recorded;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row of table {@code outbox}, or of {@code outbox_pending} before it has a cursor.
 *
 * @param chat null when the event concerns a person
 * @param member the member concerned, when that is not the actor
 * @param detail a role, or an emoji after {@code +} or {@code -}
 */
record EventRow(
        EventType type,
        @Nullable ChatId chat,
        @Nullable MessageId message,
        UserId actor,
        @Nullable UserId member,
        @Nullable String detail) {

    static EventRow of(Event event) {
        return switch (event) {
            case Event.PersonChanged e -> ofPerson(EventType.PERSON_CHANGED, e.person(), null);
            case Event.PrivacyChanged e -> ofPerson(EventType.PRIVACY_CHANGED, e.person(), e.towards());
            case Event.ChatCreated e -> ofChat(EventType.CHAT_CREATED, e, e.creator());
            case Event.ChatUpdated e -> ofChat(EventType.CHAT_UPDATED, e, e.actor());
            case Event.OwnChatUpdated e -> ofChat(EventType.OWN_CHAT_UPDATED, e, e.member());
            case Event.ChatDeleted e -> ofChat(EventType.CHAT_DELETED, e, e.actor());
            case Event.OwnChatDeleted e -> ofChat(EventType.OWN_CHAT_DELETED, e, e.member());
            case Event.MemberAdded e -> ofMember(EventType.MEMBER_ADDED, e, e.actor(), null);
            case Event.MemberRemoved e -> ofMember(EventType.MEMBER_REMOVED, e, e.actor(), null);
            case Event.MemberRoleChanged e ->
                ofMember(EventType.MEMBER_ROLE_CHANGED, e, e.actor(), Columns.nameOf(e.role()));
            case Event.MessageCreated e -> ofMessage(EventType.MESSAGE_CREATED, e, e.sender(), null);
            case Event.MessageUpdated e -> ofMessage(EventType.MESSAGE_UPDATED, e, e.actor(), null);
            case Event.MessageDeleted e -> ofMessage(EventType.MESSAGE_DELETED, e, e.actor(), null);
            case Event.MessageHidden e -> ofMessage(EventType.MESSAGE_HIDDEN, e, e.member(), null);
            case Event.ReactionChanged e ->
                ofMessage(EventType.REACTION_CHANGED, e, e.actor(), (e.added() ? "+" : "-") + e.emoji());
            case Event.MessageDelivered e -> ofMessage(EventType.MESSAGE_DELIVERED, e, e.member(), null);
            case Event.MessageRead e -> ofMessage(EventType.MESSAGE_READ, e, e.member(), null);
        };
    }

    static Recorded read(ResultSet row) throws SQLException {
        UserId addressee = Columns.idOrNull(row, "addressee_id", UserId::new);
        EventType type = Columns.named(row, "type", EventType.class);
        UserId actor = new UserId(row.getLong("user_id"));
        Event event = switch (type) {
            case PERSON_CHANGED -> new Event.PersonChanged(actor, addressee);
            case PRIVACY_CHANGED -> new Event.PrivacyChanged(actor, Columns.idOrNull(row, "member_id", UserId::new));
            default -> ofChat(type, new ChatId(row.getLong("chat_id")), actor, row);
        };
        return new Recorded(row.getLong("cursor"), row.getLong("id"), event, addressee);
    }

    private static Event ofChat(EventType type, ChatId chat, UserId actor, ResultSet row) throws SQLException {
        return switch (type) {
            case CHAT_CREATED -> new Event.ChatCreated(chat, actor);
            case CHAT_UPDATED -> new Event.ChatUpdated(chat, actor);
            case OWN_CHAT_UPDATED -> new Event.OwnChatUpdated(chat, actor);
            case CHAT_DELETED -> new Event.ChatDeleted(chat, actor);
            case OWN_CHAT_DELETED -> new Event.OwnChatDeleted(chat, actor);
            case MEMBER_ADDED -> new Event.MemberAdded(chat, member(row), actor);
            case MEMBER_REMOVED -> new Event.MemberRemoved(chat, member(row), actor);
            case MEMBER_ROLE_CHANGED ->
                new Event.MemberRoleChanged(chat, member(row), actor, Columns.named(row, "detail", Role.class));
            case MESSAGE_CREATED -> new Event.MessageCreated(chat, message(row), actor);
            case MESSAGE_UPDATED -> new Event.MessageUpdated(chat, message(row), actor);
            case MESSAGE_DELETED -> new Event.MessageDeleted(chat, message(row), actor);
            case MESSAGE_HIDDEN -> new Event.MessageHidden(chat, message(row), actor);
            case REACTION_CHANGED -> reaction(chat, message(row), actor, Columns.text(row, "detail"));
            case MESSAGE_DELIVERED -> new Event.MessageDelivered(chat, message(row), actor);
            case MESSAGE_READ -> new Event.MessageRead(chat, message(row), actor);
            case PERSON_CHANGED, PRIVACY_CHANGED ->
                throw new IllegalArgumentException("an event without a chat: " + type);
        };
    }

    private static Event reaction(ChatId chat, MessageId message, UserId actor, String detail) {
        return new Event.ReactionChanged(chat, message, actor, detail.substring(1), detail.startsWith("+"));
    }

    private static EventRow ofPerson(EventType type, UserId person, @Nullable UserId other) {
        return new EventRow(type, null, null, person, other, null);
    }

    private static EventRow ofChat(EventType type, Event.OfChat event, UserId actor) {
        return new EventRow(type, event.chat(), null, actor, null, null);
    }

    private static EventRow ofMember(EventType type, Event.OfMember event, UserId actor, @Nullable String detail) {
        return new EventRow(type, event.chat(), null, actor, event.member(), detail);
    }

    private static EventRow ofMessage(EventType type, Event.OfMessage event, UserId actor, @Nullable String detail) {
        return new EventRow(type, event.chat(), event.message(), actor, null, detail);
    }

    private static MessageId message(ResultSet row) throws SQLException {
        return new MessageId(row.getLong("message_id"));
    }

    private static UserId member(ResultSet row) throws SQLException {
        return new UserId(row.getLong("member_id"));
    }
}
