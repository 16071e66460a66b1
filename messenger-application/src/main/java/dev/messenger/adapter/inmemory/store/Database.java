package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables, which share one transaction. A comment names the key where the types do not. Thread-safe. */
public final class Database {

    public final InMemoryTransactions transactions = new InMemoryTransactions();

    public final Sequence userIds = new Sequence();
    public final Table<UserId, AccountRow> accounts = new Table<>(transactions);
    public final Names names = new Names(transactions);
    public final Table<UUID, Session> sessions = new Table<>(transactions);
    public final Table<UserId, TwoFactorRow> twoFactors = new Table<>(transactions);

    /** By user and network, as the next table. */
    public final Table<String, KnownNetworkRow> knownNetworks = new Table<>(transactions);

    public final Table<String, GuessesRow> codeGuesses = new Table<>(transactions);

    public final Sequence changeIds = new Sequence();
    public final Table<Long, ChangeRow> changes = new Table<>(transactions);

    /** By hash. */
    public final Table<String, Long> undoLinks = new Table<>(transactions);

    /** By {@code jti}. */
    public final Table<UUID, RefreshTokenRow> refreshTokens = new Table<>(transactions);

    /** By hash. */
    public final Table<String, MailTokenRow> mailTokens = new Table<>(transactions);

    /** Deleted accounts that have not left all their chats. */
    public final Table<UserId, UserId> unfinishedDeletions = new Table<>(transactions);

    public final Sequence mailIds = new Sequence();
    public final Table<Long, QueuedMail> mailQueue = new Table<>(transactions);

    /** The mails that nobody has claimed, by purpose and address. */
    public final Table<String, Long> waitingMails = new Table<>(transactions);

    /** By owner and contact. */
    public final GroupedTable<UserId> contacts = new GroupedTable<>(transactions);

    /** By blocker and blocked user. */
    public final GroupedTable<UserId> blocks = new GroupedTable<>(transactions);

    public final Sequence chatIds = new Sequence();
    public final Table<ChatId, ChatRow> chats = new Table<>(transactions);
    public final Table<String, ChatId> publicIds = new Table<>(transactions);
    public final Table<String, ChatId> handles = new Table<>(transactions);

    /** By {@link Key#ofPair}. */
    public final Table<Key, ChatId> privateChats = new Table<>(transactions);

    public final Sequence memberIds = new Sequence();

    /** By chat and user. */
    public final GroupedTable<MemberRow> members = new GroupedTable<>(transactions);

    /** The chats of {@link #members}, by user and chat. */
    public final GroupedTable<ChatId> chatsOf = new GroupedTable<>(transactions);

    /** Users who cannot come back, by chat and user. */
    public final Table<Key, Boolean> bans = new Table<>(transactions);

    public final Table<ChatId, String> inviteTokens = new Table<>(transactions);
    public final Table<String, ChatId> invitedTo = new Table<>(transactions);

    public final Sequence messageIds = new Sequence();

    /** By chat and message, without the deleted ones. */
    public final GroupedTable<MessageRow> messages = new GroupedTable<>(transactions);

    /** By chat and message: replies to them lead on, and their client ids stay taken. */
    public final GroupedTable<MessageRow> deletedMessages = new GroupedTable<>(transactions);

    public final Table<MessageId, ChatId> chatOfMessage = new Table<>(transactions);

    /** By chat, sender and client id. */
    public final Table<String, MessageId> clientIds = new Table<>(transactions);

    /** By message and mentioned user. */
    public final GroupedTable<MentionRow> mentions = new GroupedTable<>(transactions);

    /** By message and user from whom it is hidden. */
    public final Table<Key, MessageId> hiddenMessages = new Table<>(transactions);

    public final Sequence reactionIds = new Sequence();

    /** By message and the order of the first use. */
    public final GroupedTable<ReactionRow> reactions = new GroupedTable<>(transactions);

    /** By user and notification. */
    public final GroupedTable<NotificationView> notifications = new GroupedTable<>(transactions);

    /** The notifications of messages that mentions took the place of, by message and user. */
    public final GroupedTable<NotificationView> behindMentions = new GroupedTable<>(transactions);

    /** One row: the last event from which notifications were created. */
    public final Table<String, Long> notificationCursor = new Table<>(transactions);

    public final Sequence attachmentIds = new Sequence();

    /** By message and attachment. */
    public final GroupedTable<Attachment> attachments = new GroupedTable<>(transactions);

    /** By object key, as are the following tables. */
    public final Table<String, Upload> uploads = new Table<>(transactions);

    /** Uploads whose object is known to be in the object store. */
    public final Table<String, ObjectKey> confirmedUploads = new Table<>(transactions);

    public final Table<String, MessageId> messageOfUpload = new Table<>(transactions);

    /** Until when an upload without a message must not be removed. */
    public final Table<String, Instant> reservations = new Table<>(transactions);

    public final Table<String, RemovalRow> removals = new Table<>(transactions);

    /** By cursor. */
    public final Table<Long, EventRow> events = new Table<>(transactions);

    /** Removes the known networks, guesses and changes of a user. */
    public void forgetSafety(UserId user) {
        knownNetworks.removeIf(row -> row.user().equals(user));
        codeGuesses.removeIf(row -> row.user().equals(user));
        changes.all()
                .filter(row -> row.user().equals(user))
                .map(row -> row.change().id())
                .toList()
                .forEach(id -> {
                    changes.remove(id);
                    undoLinks.removeIf(id::equals);
                });
    }

    /** What a user is in a chat; empty when there is no such chat. */
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return chats.find(chat)
                .map(row -> new Standing(
                        row.type(),
                        row.isPublic(),
                        members.find(Key.of(chat, user)).map(MemberRow::role).orElse(null)));
    }

    /** Adds a member, for whom everything that was posted before counts as read. */
    public Member addMember(ChatId chat, UserId user, Role role, Instant now) {
        Member member = new Member(memberIds.next(), user, role, now);
        members.put(Key.of(chat, user), MemberRow.joining(chat, member, newestMessage(chat)));
        chatsOf.put(Key.of(user, chat), chat);
        return member;
    }

    /** Removes a member, if they are one. */
    public void removeMember(ChatId chat, UserId user) {
        members.remove(Key.of(chat, user));
        chatsOf.remove(Key.of(user, chat));
    }

    /** The objects to which a message or an avatar refers. */
    public Set<ObjectKey> usedObjects() {
        Stream<@Nullable Avatar> avatars = Stream.concat(
                accounts.all().map(AccountRow::avatar), chats.all().map(ChatRow::avatar));
        Stream<ObjectKey> shown = avatars.flatMap(
                avatar -> avatar instanceof Avatar.Uploaded uploaded ? Stream.of(uploaded.key()) : Stream.empty());
        return Stream.concat(attachments.all().map(Attachment::key), shown).collect(Collectors.toSet());
    }

    /** Ends an upload; its object is removed at {@code dueAt}. */
    public void dropUpload(Upload upload, Instant dueAt) {
        String key = upload.key().value();
        uploads.remove(key);
        confirmedUploads.remove(key);
        reservations.remove(key);
        messageOfUpload.remove(key);
        removals.put(key, new RemovalRow(upload.key(), upload.createdAt(), dueAt));
    }

    /** Removes the invite link of a chat, if it has one. */
    public void removeInvite(ChatId chat) {
        inviteTokens.find(chat).ifPresent(invitedTo::remove);
        inviteTokens.remove(chat);
    }

    /** The members of a chat. */
    public Stream<MemberRow> membersOf(ChatId chat) {
        return members.of(chat.value());
    }

    /** The messages of a chat, newest first. */
    public Stream<MessageRow> messagesOf(ChatId chat) {
        return messages.descending(chat.value(), 0, Long.MAX_VALUE);
    }

    /** The id of the newest message of a chat; 0 when it has none. */
    public long newestMessage(ChatId chat) {
        return messagesOf(chat).findFirst().map(row -> row.id().value()).orElse(0L);
    }

    /** Whether the member's list has the chat. */
    public boolean isListed(MemberRow member) {
        return member.hidden() == null || newestMessage(member.chat()) > member.hidden();
    }

    /** The message, if {@code viewer} is a member of the chat and can see it; else empty. */
    public Optional<MessageRow> visibleTo(ChatId chat, MessageId message, UserId viewer) {
        return members.find(Key.of(chat, viewer))
                .filter(member -> message.value() > member.cleared())
                .flatMap(member -> messages.find(Key.of(chat, message)))
                .filter(row -> !hiddenMessages.has(Key.of(message, viewer)));
    }

    /** The messages of a chat that a member can see, newest first. */
    public Stream<MessageRow> visibleTo(MemberRow member) {
        return messages.descending(member.chat().value(), member.cleared(), Long.MAX_VALUE)
                .filter(row -> !hiddenMessages.has(Key.of(row.id(), member.user())));
    }
}
