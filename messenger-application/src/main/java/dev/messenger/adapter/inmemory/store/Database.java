package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.QueuedMail;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Standing;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** All tables, under one kind of transaction. Thread-safe. */
public final class Database {

    public final InMemoryTransactions transactions = new InMemoryTransactions();

    public final Sequence userIds = new Sequence();
    public final Table<UserId, AccountRow> accounts = table();
    /** Accounts by email. */
    public final Table<String, UserId> emails = table();
    /** Users by username and external id. */
    public final Names names = new Names(table(), table());
    /** Mailed tokens by their hashes. */
    public final Table<String, MailTokenRow> mailTokens = table();

    public final Table<UUID, Session> sessions = table();
    /** Refresh tokens by their {@code jti}. */
    public final Table<UUID, RefreshTokenRow> refreshTokens = table();
    /** Deleted accounts that have not left all their chats. */
    public final Table<UserId, UserId> unfinishedDeletions = table();

    public final Table<UserId, TwoFactorRow> twoFactors = table();
    public final Table<Long, QueuedMail> mailQueue = table();
    public final Sequence mailIds = new Sequence();
    /** Contacts by owner and contact. */
    public final Table<Key, UserId> contacts = table();
    /** Blocked users by blocker and blocked. */
    public final Table<Key, UserId> blocks = table();

    public final Sequence chatIds = new Sequence();
    public final Table<ChatId, ChatRow> chats = table();
    /** Chats by public id. */
    public final Table<String, ChatId> publicIds = table();
    /** Chats by handle. */
    public final Table<String, ChatId> handles = table();
    /** Private chats by {@link Key#ofPair}. */
    public final Table<Key, ChatId> privateChats = table();
    /** Members by chat and user. */
    public final Table<Key, MemberRow> members = table();
    /** The same the other way round: chats by user and chat. */
    public final Table<Key, ChatId> chatsOf = table();

    public final Sequence memberIds = new Sequence();
    /** Who may not come back, by chat and user. */
    public final Table<Key, Boolean> bans = table();
    /** Tokens of invite links by chat. */
    public final Table<ChatId, String> inviteTokens = table();
    /** Chats by the token of their invite link. */
    public final Table<String, ChatId> invitedTo = table();

    public final Sequence messageIds = new Sequence();
    /** Messages by chat and message, without those that were deleted. */
    public final Table<Key, MessageRow> messages = table();

    public final Table<MessageId, ChatId> chatOfMessage = table();
    /** Messages by chat, sender and client id. */
    public final Table<String, MessageId> clientIds = table();
    /** Deleted messages by chat and message: replies to them lead on, and their client ids stay taken. */
    public final Table<Key, MessageRow> deletedMessages = table();
    /** Who is mentioned, by message and user. */
    public final Table<Key, MessageId> mentions = table();
    /** What is hidden from whom, by message and user. */
    public final Table<Key, MessageId> hiddenMessages = table();

    public final Sequence reactionIds = new Sequence();
    /** Reactions by message and the order of their first use. */
    public final Table<Key, ReactionRow> reactions = table();

    /** Notifications by user and id. */
    public final Table<Key, NotificationView> notifications = table();
    /** One row: the event up to which notifications were made. */
    public final Table<String, Long> notificationCursor = table();

    public final Sequence attachmentIds = new Sequence();
    /** Uploads by object key. */
    public final Table<String, Upload> uploads = table();
    /** What became of uploads, by object key. */
    public final Table<String, MessageId> messageOfUpload = table();
    /** Until when uploads are somebody's to make something of, by object key. */
    public final Table<String, Instant> reservations = table();
    /** Files by message and attachment. */
    public final Table<Key, Attachment> attachments = table();
    /** Objects to be removed, by their keys. */
    public final Table<String, RemovalRow> removals = table();

    /** Events by cursor. */
    public final Table<Long, EventRow> events = table();

    /** How someone stands to a chat; empty when there is no such chat. */
    public Optional<Standing> standing(ChatId chat, UserId user) {
        return chats.find(chat)
                .map(row -> new Standing(
                        row.type(),
                        row.isPublic(),
                        members.find(Key.of(chat, user)).map(MemberRow::role).orElse(null)));
    }

    /** Who is in a chat. */
    public Stream<MemberRow> membersOf(ChatId chat) {
        return members.between(Key.below(chat.value()), Key.above(chat.value()));
    }

    /** The messages of a chat, newest first. */
    public Stream<MessageRow> messagesOf(ChatId chat) {
        return messages.betweenDescending(Key.below(chat.value()), Key.above(chat.value()));
    }

    /** The id of the newest message of a chat, whatever became of it; 0 when there never was one. */
    public long newestMessage(ChatId chat) {
        return messagesOf(chat).findFirst().map(row -> row.id().value()).orElse(0L);
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
        return messages.betweenDescending(
                        new Key(member.chat().value(), member.cleared()),
                        Key.above(member.chat().value()))
                .filter(row -> !hiddenMessages.has(Key.of(row.id(), member.user())));
    }

    private <K extends Comparable<? super K>, V> Table<K, V> table() {
        return new Table<>(transactions, Comparator.<K>naturalOrder());
    }
}
