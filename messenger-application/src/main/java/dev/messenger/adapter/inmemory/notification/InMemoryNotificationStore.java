package dev.messenger.adapter.inmemory.notification;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notifications in memory, one for each recipient. Thread-safe. */
public final class InMemoryNotificationStore implements NotificationStore {

    private static final String CURSOR = "cursor";

    private final Database database;

    public InMemoryNotificationStore(Database database) {
        this.database = database;
    }

    @Override
    public long cursor() {
        return database.transactions.inTransaction(
                () -> database.notificationCursor.find(CURSOR).orElse(0L));
    }

    @Override
    public Optional<Long> claim() {
        return Optional.of(cursor());
    }

    @Override
    public void advance(long cursor) {
        database.transactions.run(() -> database.notificationCursor.put(CURSOR, cursor));
    }

    @Override
    public void notifyOfMessages(List<PostedMessage> messages) {
        database.transactions.run(() -> messages.forEach(this::notifyOf));
    }

    private void notifyOf(PostedMessage message) {
        database.messages
                .find(Key.of(message.chat(), message.message()))
                .ifPresent(row -> database.membersOf(message.chat())
                        .filter(member -> isMentioned(row, member)
                                || (!member.marks().contains(ChatPreferenceStore.Mark.MUTED) && isNewTo(member, row)))
                        .forEach(member -> put(
                                row.id().value(),
                                row.original().createdAt(),
                                isMentioned(row, member) ? NotificationType.MENTION : NotificationType.MESSAGE_CREATED,
                                member.user(),
                                row)));
    }

    @Override
    public void notifyNewlyMentioned(Stamp stamp, ChatId chat, MessageId message) {
        database.transactions.run(() -> database.messages
                .find(Key.of(chat, message))
                .ifPresent(row -> database.membersOf(chat)
                        .filter(member -> isMentioned(row, member)
                                && isNotifiedOf(member.user(), row.original().sender()))
                        .filter(member -> notified(member.user(), NotificationType.MENTION, message)
                                .findAny()
                                .isEmpty())
                        .forEach(member -> {
                            notified(member.user(), NotificationType.MESSAGE_CREATED, message)
                                    .toList()
                                    .forEach(this::remove);
                            put(stamp.id(), stamp.at(), NotificationType.MENTION, member.user(), row);
                        })));
    }

    @Override
    public void notifyOfReaction(Stamp stamp, ChatId chat, MessageId message, UserId actor, String emoji) {
        database.transactions.run(() -> database.messages
                .find(Key.of(chat, message))
                .filter(row -> database.members.has(Key.of(chat, row.original().sender())))
                .filter(row -> wasGiven(message, actor, emoji))
                .map(row -> row.original().sender())
                .filter(sender -> notified(sender, NotificationType.REACTION_ADDED, message)
                        .noneMatch(view -> view.actor().equals(actor) && emoji.equals(view.detail())))
                .ifPresent(sender -> put(new NotificationView(
                        stamp.id(),
                        sender,
                        NotificationType.REACTION_ADDED,
                        chat,
                        message,
                        actor,
                        emoji,
                        stamp.at()))));
    }

    @Override
    public void notifyFirstMembers(Stamp stamp, ChatId chat, UserId creator) {
        database.transactions.run(() -> database.chats
                .find(chat)
                .filter(row -> row.type() != ChatType.PRIVATE)
                .ifPresent(row -> database.membersOf(chat)
                        .filter(member -> member.member().joinedAt().equals(row.createdAt()))
                        .forEach(member -> notifyMember(
                                stamp, NotificationType.MEMBER_ADDED, member.user(), chat, creator, null))));
    }

    @Override
    public void notifyMember(
            Stamp stamp, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        database.transactions.run(
                () -> put(new NotificationView(stamp.id(), user, type, chat, null, actor, detail, stamp.at())));
    }

    @Override
    public void deleteFor(ChatId chat, MessageId message) {
        database.transactions.run(() -> database.notifications.removeIf(view -> message.equals(view.message())));
    }

    @Override
    public List<NotificationView> list(UserId user, @Nullable Long before, int limit) {
        return database.transactions.inTransaction(() -> database.notifications
                .descending(user.value(), 0, before == null ? Long.MAX_VALUE : before)
                .filter(view -> view.message() == null || database.chats.has(view.chat()))
                .limit(limit)
                .toList());
    }

    @Override
    public boolean trim(Instant before, int limit) {
        return database.transactions.inTransaction(() -> {
            List<NotificationView> old = database.notifications
                    .all()
                    .filter(view -> view.createdAt().isBefore(before))
                    .limit(limit)
                    .toList();
            old.forEach(this::remove);
            return old.size() == limit;
        });
    }

    private boolean isMentioned(MessageRow row, MemberRow member) {
        return database.mentions.has(Key.of(row.id(), member.user()));
    }

    private static boolean isNewTo(MemberRow member, MessageRow row) {
        return member.baseline() < row.id().value();
    }

    private boolean wasGiven(MessageId message, UserId actor, String emoji) {
        return database.reactions
                .of(message.value())
                .anyMatch(
                        row -> row.emoji().value().equals(emoji) && row.users().contains(actor));
    }

    private Stream<NotificationView> notified(UserId user, NotificationType type, MessageId message) {
        return database.notifications
                .of(user.value())
                .filter(view -> view.type() == type && message.equals(view.message()));
    }

    private void put(long id, Instant at, NotificationType type, UserId user, MessageRow row) {
        put(new NotificationView(
                id, user, type, row.original().chat(), row.id(), row.original().sender(), null, at));
    }

    private void put(NotificationView view) {
        if (isNotifiedOf(view.user(), view.actor())) {
            database.notifications.put(new Key(view.user().value(), view.id()), view);
        }
    }

    private boolean isNotifiedOf(UserId user, UserId actor) {
        return !user.equals(actor) && !database.blocks.has(Key.of(user, actor));
    }

    private void remove(NotificationView view) {
        database.notifications.remove(new Key(view.user().value(), view.id()));
    }
}
