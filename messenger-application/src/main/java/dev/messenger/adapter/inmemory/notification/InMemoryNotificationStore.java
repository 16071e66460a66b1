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

/** The notifications, stored for each who is told. Thread-safe. */
public final class InMemoryNotificationStore implements NotificationStore {

    private static final String CURSOR = "cursor";

    private final Database database;

    public InMemoryNotificationStore(Database database) {
        this.database = database;
    }

    @Override
    public long cursor() {
        return database.transactions()
                .inTransaction(() -> database.notificationCursor().find(CURSOR).orElse(0L));
    }

    @Override
    public Optional<Long> claim() {
        return Optional.of(cursor());
    }

    @Override
    public void advance(long cursor) {
        database.transactions().run(() -> database.notificationCursor().put(CURSOR, cursor));
    }

    @Override
    public void tellOfMessages(List<Post> posts) {
        database.transactions().run(() -> posts.forEach(this::tell));
    }

    private void tell(Post post) {
        database.messages()
                .find(Key.of(post.chat(), post.message()))
                .ifPresent(row -> database.membersOf(post.chat())
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
    public void tellNewlyMentioned(Moment moment, ChatId chat, MessageId message) {
        database.transactions()
                .run(() -> database.messages()
                        .find(Key.of(chat, message))
                        .ifPresent(row -> database.membersOf(chat)
                                .filter(member -> isMentioned(row, member)
                                        && hears(member.user(), row.original().sender()))
                                .filter(member -> told(member.user(), NotificationType.MENTION, message)
                                        .findAny()
                                        .isEmpty())
                                .forEach(member -> {
                                    told(member.user(), NotificationType.MESSAGE_CREATED, message)
                                            .toList()
                                            .forEach(this::remove);
                                    put(moment.id(), moment.at(), NotificationType.MENTION, member.user(), row);
                                })));
    }

    @Override
    public void tellOfReaction(Moment moment, ChatId chat, MessageId message, UserId actor, String emoji) {
        database.transactions()
                .run(() -> database.messages()
                        .find(Key.of(chat, message))
                        .filter(row -> database.members()
                                .has(Key.of(chat, row.original().sender())))
                        .filter(row -> wasGiven(message, actor, emoji))
                        .map(row -> row.original().sender())
                        .filter(sender -> told(sender, NotificationType.REACTION_ADDED, message)
                                .noneMatch(told -> told.actor().equals(actor) && emoji.equals(told.detail())))
                        .ifPresent(sender -> put(new NotificationView(
                                moment.id(),
                                sender,
                                NotificationType.REACTION_ADDED,
                                chat,
                                message,
                                actor,
                                emoji,
                                moment.at()))));
    }

    @Override
    public void tellFirstMembers(Moment moment, ChatId chat, UserId creator) {
        database.transactions()
                .run(() -> database.chats()
                        .find(chat)
                        .filter(row -> row.type() != ChatType.PRIVATE)
                        .ifPresent(row -> database.membersOf(chat)
                                .filter(member -> member.member().joinedAt().equals(row.createdAt()))
                                .forEach(member -> tell(
                                        moment, NotificationType.MEMBER_ADDED, member.user(), chat, creator, null))));
    }

    @Override
    public void tell(
            Moment moment, NotificationType type, UserId user, ChatId chat, UserId actor, @Nullable String detail) {
        database.transactions()
                .run(() -> put(new NotificationView(moment.id(), user, type, chat, null, actor, detail, moment.at())));
    }

    @Override
    public void forget(ChatId chat, MessageId message) {
        database.transactions().run(() -> database.notifications().removeIf(told -> message.equals(told.message())));
    }

    @Override
    public List<NotificationView> list(UserId user, @Nullable Long before, int limit) {
        return database.transactions()
                .inTransaction(() -> database.notifications()
                        .betweenDescending(
                                Key.below(user.value()),
                                before == null ? Key.above(user.value()) : new Key(user.value(), before))
                        .filter(told ->
                                told.message() == null || database.chats().has(told.chat()))
                        .limit(limit)
                        .toList());
    }

    @Override
    public boolean trim(Instant before, int limit) {
        return database.transactions().inTransaction(() -> {
            List<NotificationView> old = database.notifications()
                    .all()
                    .filter(told -> told.createdAt().isBefore(before))
                    .limit(limit)
                    .toList();
            old.forEach(this::remove);
            return old.size() == limit;
        });
    }

    private boolean isMentioned(MessageRow row, MemberRow member) {
        return database.mentions().has(Key.of(row.id(), member.user()));
    }

    private static boolean isNewTo(MemberRow member, MessageRow row) {
        return member.baseline() < row.id().value();
    }

    private boolean wasGiven(MessageId message, UserId actor, String emoji) {
        return database.reactions()
                .between(Key.below(message.value()), Key.above(message.value()))
                .anyMatch(
                        row -> row.emoji().value().equals(emoji) && row.users().contains(actor));
    }

    private Stream<NotificationView> told(UserId user, NotificationType type, MessageId message) {
        return database.notifications()
                .between(Key.below(user.value()), Key.above(user.value()))
                .filter(told -> told.type() == type && message.equals(told.message()));
    }

    private void put(long id, Instant at, NotificationType type, UserId user, MessageRow row) {
        put(new NotificationView(
                id, user, type, row.original().chat(), row.id(), row.original().sender(), null, at));
    }

    private void put(NotificationView told) {
        if (hears(told.user(), told.actor())) {
            database.notifications().put(new Key(told.user().value(), told.id()), told);
        }
    }

    private boolean hears(UserId user, UserId actor) {
        return !user.equals(actor) && !database.blocks().has(Key.of(user, actor));
    }

    private void remove(NotificationView told) {
        database.notifications().remove(new Key(told.user().value(), told.id()));
    }
}
