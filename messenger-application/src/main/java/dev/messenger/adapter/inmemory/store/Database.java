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

    private final InMemoryTransactions transactions = new InMemoryTransactions();

    private final Sequence userIds = new Sequence();
    private final Table<UserId, AccountRow> accounts = table();
    private final Table<String, UserId> emails = table();
    private final Names names = new Names(table(), table());
    private final Table<String, MailTokenRow> mailTokens = table();
    private final Table<UUID, Session> sessions = table();
    private final Table<UUID, RefreshTokenRow> refreshTokens = table();
    private final Table<UserId, UserId> unfinishedDeletions = table();
    private final Table<UserId, TwoFactorRow> twoFactors = table();
    private final Table<Long, QueuedMail> mailQueue = table();
    private final Sequence mailIds = new Sequence();
    private final Table<Key, UserId> contacts = table();
    private final Table<Key, UserId> blocks = table();

    private final Sequence chatIds = new Sequence();
    private final Table<ChatId, ChatRow> chats = table();
    private final Table<String, ChatId> publicIds = table();
    private final Table<String, ChatId> handles = table();
    private final Table<Key, ChatId> privateChats = table();
    private final Table<Key, MemberRow> members = table();
    private final Table<Key, ChatId> chatsOf = table();
    private final Sequence memberIds = new Sequence();
    private final Table<Key, Boolean> bans = table();
    private final Table<ChatId, String> inviteTokens = table();
    private final Table<String, ChatId> invitedTo = table();

    private final Sequence messageIds = new Sequence();
    private final Table<Key, MessageRow> messages = table();
    private final Table<MessageId, ChatId> chatOfMessage = table();
    private final Table<String, MessageId> clientIds = table();
    private final Table<Key, MessageRow> deletedMessages = table();
    private final Table<Key, MessageId> mentions = table();
    private final Table<Key, MessageId> hiddenMessages = table();
    private final Sequence reactionIds = new Sequence();
    private final Table<Key, ReactionRow> reactions = table();

    private final Table<Key, NotificationView> notifications = table();
    private final Table<String, Long> notificationCursor = table();

    private final Sequence attachmentIds = new Sequence();
    private final Table<String, Upload> uploads = table();
    private final Table<String, MessageId> messageOfUpload = table();
    private final Table<String, Instant> reservations = table();
    private final Table<Key, Attachment> attachments = table();
    private final Table<String, RemovalRow> removals = table();

    private final Table<Long, EventRow> events = table();

    public InMemoryTransactions transactions() {
        return transactions;
    }

    public Sequence userIds() {
        return userIds;
    }

    public Table<UserId, AccountRow> accounts() {
        return accounts;
    }

    /** Accounts by email. */
    public Table<String, UserId> emails() {
        return emails;
    }

    /** Users by username and external id. */
    public Names names() {
        return names;
    }

    /** Mailed tokens by their hashes. */
    public Table<String, MailTokenRow> mailTokens() {
        return mailTokens;
    }

    public Table<UUID, Session> sessions() {
        return sessions;
    }

    /** Refresh tokens by their {@code jti}. */
    public Table<UUID, RefreshTokenRow> refreshTokens() {
        return refreshTokens;
    }

    /** Deleted accounts that have not left all their chats. */
    public Table<UserId, UserId> unfinishedDeletions() {
        return unfinishedDeletions;
    }

    public Table<UserId, TwoFactorRow> twoFactors() {
        return twoFactors;
    }

    public Table<Long, QueuedMail> mailQueue() {
        return mailQueue;
    }

    public Sequence mailIds() {
        return mailIds;
    }

    /** Contacts by owner and contact. */
    public Table<Key, UserId> contacts() {
        return contacts;
    }

    /** Blocked users by blocker and blocked. */
    public Table<Key, UserId> blocks() {
        return blocks;
    }

    public Sequence chatIds() {
        return chatIds;
    }

    public Table<ChatId, ChatRow> chats() {
        return chats;
    }

    /** Chats by public id. */
    public Table<String, ChatId> publicIds() {
        return publicIds;
    }

    /** Chats by handle. */
    public Table<String, ChatId> handles() {
        return handles;
    }

    /** Private chats by {@link Key#ofPair}. */
    public Table<Key, ChatId> privateChats() {
        return privateChats;
    }

    /** Members by chat and user. */
    public Table<Key, MemberRow> members() {
        return members;
    }

    /** The same the other way round: chats by user and chat. */
    public Table<Key, ChatId> chatsOf() {
        return chatsOf;
    }

    public Sequence memberIds() {
        return memberIds;
    }

    /** Who may not come back, by chat and user. */
    public Table<Key, Boolean> bans() {
        return bans;
    }

    /** Tokens of invite links by chat. */
    public Table<ChatId, String> inviteTokens() {
        return inviteTokens;
    }

    /** Chats by the token of their invite link. */
    public Table<String, ChatId> invitedTo() {
        return invitedTo;
    }

    public Sequence messageIds() {
        return messageIds;
    }

    /** Messages by chat and message, without those that were deleted. */
    public Table<Key, MessageRow> messages() {
        return messages;
    }

    public Table<MessageId, ChatId> chatOfMessage() {
        return chatOfMessage;
    }

    /** Messages by chat, sender and client id. */
    public Table<String, MessageId> clientIds() {
        return clientIds;
    }

    /** Deleted messages by chat and message: replies to them lead on, and their client ids stay taken. */
    public Table<Key, MessageRow> deletedMessages() {
        return deletedMessages;
    }

    /** Who is mentioned, by message and user. */
    public Table<Key, MessageId> mentions() {
        return mentions;
    }

    /** What is hidden from whom, by message and user. */
    public Table<Key, MessageId> hiddenMessages() {
        return hiddenMessages;
    }

    public Sequence reactionIds() {
        return reactionIds;
    }

    /** Reactions by message and the order of their first use. */
    public Table<Key, ReactionRow> reactions() {
        return reactions;
    }

    /** Notifications by user and id. */
    public Table<Key, NotificationView> notifications() {
        return notifications;
    }

    /** One row: the event up to which notifications were made. */
    public Table<String, Long> notificationCursor() {
        return notificationCursor;
    }

    public Sequence attachmentIds() {
        return attachmentIds;
    }

    /** Uploads by object key. */
    public Table<String, Upload> uploads() {
        return uploads;
    }

    /** What became of uploads, by object key. */
    public Table<String, MessageId> messageOfUpload() {
        return messageOfUpload;
    }

    /** Until when uploads are somebody's to make something of, by object key. */
    public Table<String, Instant> reservations() {
        return reservations;
    }

    /** Objects to be removed, by their keys. */
    public Table<String, RemovalRow> removals() {
        return removals;
    }

    /** Files by message and attachment. */
    public Table<Key, Attachment> attachments() {
        return attachments;
    }

    /** Events by cursor. */
    public Table<Long, EventRow> events() {
        return events;
    }

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
