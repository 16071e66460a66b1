package dev.messenger.adapter.inmemory.personaldata;

import dev.messenger.adapter.inmemory.store.ChatRow;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.account.port.OwnChat;
import dev.messenger.application.account.port.OwnData;
import dev.messenger.application.account.port.OwnMessage;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages and memberships of a user. Thread-safe. */
public final class InMemoryOwnData implements OwnData {

    private static final Comparator<OwnMessage> BY_CHAT =
            Comparator.comparing(OwnMessage::chat).thenComparing(OwnMessage::id);

    private final Database database;

    public InMemoryOwnData(Database database) {
        this.database = database;
    }

    @Override
    public List<OwnChat> memberships(UserId user, @Nullable ChatId after, int limit) {
        return database.transactions.inTransaction(() -> database.chatsOf
                .after(user.value(), after == null ? 0 : after.value())
                .flatMap(chat -> membership(chat, user).stream())
                .limit(limit)
                .toList());
    }

    private Optional<OwnChat> membership(ChatId chat, UserId user) {
        Optional<ChatRow> row = database.chats.find(chat);
        Optional<MemberRow> member = database.members.find(Key.of(chat, user));
        return row.flatMap(there -> member.map(me -> new OwnChat(
                chat,
                there.type(),
                there.title() == null ? null : there.title().value(),
                me.role(),
                me.member().joinedAt())));
    }

    @Override
    public List<OwnMessage> messages(UserId user, @Nullable OwnMessage after, int limit) {
        return database.transactions.inTransaction(() -> database.messages
                .all()
                .filter(message -> message.original().sender().equals(user)
                        && database.chats.has(message.original().chat()))
                .map(InMemoryOwnData::sent)
                .filter(message -> after == null || BY_CHAT.compare(message, after) > 0)
                .sorted(BY_CHAT)
                .limit(limit)
                .toList());
    }

    private static OwnMessage sent(MessageRow message) {
        NewMessage original = message.original();
        return new OwnMessage(
                message.id(),
                original.chat(),
                original.type(),
                message.text() == null ? null : message.text().value(),
                original.replyTo(),
                original.createdAt(),
                message.updatedAt());
    }
}
