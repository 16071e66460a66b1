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
                        .filter(member -> sees(member.user(), row))
                        .forEach(member -> notifyOf(row, member)));
    }

    private void notifyOf(MessageRow row, MemberRow member) {
        boolean isDue = !member.marks().contains(ChatPreferenceStore.Mark.MUTED) && isNewTo(member, row);
        NotificationView ofMessage = view(
                row.id().value(), row.original().createdAt(), NotificationType.MESSAGE_CREATED, member.user(), row);
        if (isMentioned(row, member)) {
            put(view(ofMessage.id(), ofMessage.createdAt(), NotificationType.MENTION, member.user(), row));
            if (isDue && isNotifiedOf(member.user(), ofMessage.actor())) {
                database.behindMentions.put(Key.of(row.id(), member.user()), ofMessage);
            }
        } else if (isDue) {
            put(ofMessage);
        }
    }

    @Override
    public void notifyOfEdit(Stamp stamp, ChatId chat, MessageId message) {
        database.transactions.run(() -> database.messages
                .find(Key.of(chat, message))
                .ifPresent(row -> {
                    takeMentionsBack(row);
                    database.membersOf(chat)
                            .filter(member -> isMentioned(row, member)
                                    && sees(member.user(), row)
                                    && isNotifiedOf(
                                            member.user(), row.original().sender())
                                    && notified(member.user(), NotificationType.MENTION, message)
                                            .findAny()
                                            .isEmpty())
                            .forEach(member -> {
                                notified(member.user(), NotificationType.MESSAGE_CREATED, message)
                                        .toList()
                                        .forEach(view -> {
                                            remove(view);
                                            database.behindMentions.put(Key.of(message, member.user()), view);
                                        });
                                put(view(stamp.id(), stamp.at(), NotificationType.MENTION, member.user(), row));
                            });
                }));
    }

    /** Those whom the message mentions no more get the notification back that the mention took the place of. */
    private void takeMentionsBack(MessageRow row) {
        List<NotificationView> over = database.notifications
                .all()
                .filter(view -> view.type() == NotificationType.MENTION
                        && row.id().equals(view.message())
                        && !database.mentions.has(Key.of(row.id(), view.user())))
                .toList();
        for (NotificationView mention : over) {
            remove(mention);
            Key key = Key.of(row.id(), mention.user());
            database.behindMentions.find(key).ifPresent(this::store);
            database.behindMentions.remove(key);
        }
    }

    @Override
    public void notifyOfReaction(Stamp stamp, ChatId chat, MessageId message, UserId actor, String emoji) {
        database.transactions.run(() -> database.messages
                .find(Key.of(chat, message))
                .filter(row -> sees(row.original().sender(), row))
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
    public void takeReactionBack(ChatId chat, MessageId message, UserId actor, String emoji) {
        database.transactions.run(
                () -> database.notifications.removeIf(view -> view.type() == NotificationType.REACTION_ADDED
                        && message.equals(view.message())
                        && view.actor().equals(actor)
                        && emoji.equals(view.detail())));
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
        database.transactions.run(() -> {
            database.notifications.removeIf(view -> message.equals(view.message()));
            database.behindMentions.removeAllOf(message.value());
        });
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

    private static NotificationView view(long id, Instant at, NotificationType type, UserId user, MessageRow row) {
        return new NotificationView(
                id, user, type, row.original().chat(), row.id(), row.original().sender(), null, at);
    }

    private void put(NotificationView view) {
        if (isNotifiedOf(view.user(), view.actor())) {
            store(view);
        }
    }

    private void store(NotificationView view) {
        database.notifications.put(new Key(view.user().value(), view.id()), view);
    }

    private boolean sees(UserId user, MessageRow row) {
        return database.visibleTo(row.original().chat(), row.id(), user).isPresent();
    }

    private boolean isNotifiedOf(UserId user, UserId actor) {
        return !user.equals(actor) && !database.blocks.has(Key.of(user, actor));
    }

    private void remove(NotificationView view) {
        database.notifications.remove(new Key(view.user().value(), view.id()));
    }
}
