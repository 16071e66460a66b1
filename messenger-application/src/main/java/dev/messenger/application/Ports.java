package dev.messenger.application;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.ExternalUsers;
import dev.messenger.application.account.port.MailQueue;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.account.port.Mailer;
import dev.messenger.application.account.port.OneTimeCodes;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.Sessions;
import dev.messenger.application.account.port.Tokens;
import dev.messenger.application.account.port.TwoFactors;
import dev.messenger.application.chat.ChatStore;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.Chats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.ObjectRemovals;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.NewestMessages;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.people.port.Blocks;
import dev.messenger.application.people.port.Contacts;
import dev.messenger.application.people.port.People;
import dev.messenger.application.people.port.Presence;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.application.permission.port.Rights;
import dev.messenger.application.personaldata.port.Erasure;
import dev.messenger.application.personaldata.port.OwnData;
import dev.messenger.application.realtime.RealtimePorts;
import dev.messenger.application.realtime.port.Audience;
import dev.messenger.application.realtime.port.Signals;
import dev.messenger.application.shared.port.Randomness;
import dev.messenger.application.shared.port.RateLimiter;
import dev.messenger.application.shared.port.SecretBox;
import dev.messenger.application.shared.port.Transactions;

/**
 * All driven ports of the messenger.
 *
 * @param store one database
 */
public record Ports(
        Store store, MediaStorage storage, RateLimiter limiter, Security security, Mailer mailer, Presence presence) {

    /** The ports of {@link dev.messenger.application.realtime.Realtime}. */
    public RealtimePorts realtime(Signals signals) {
        return new RealtimePorts(
                store.outbox(),
                store.audience(),
                store.chats(),
                store.messages(),
                store.conversations().reactions(),
                store.people().relationships(),
                presence,
                signals);
    }

    /** The ports of the database, which share one transaction. */
    public record Store(
            Transactions transactions,
            Outbox outbox,
            Accounts accounts,
            ExternalUsers externalUsers,
            MailTokens mailTokens,
            MailQueue mailQueue,
            TwoFactors twoFactors,
            Sessions sessions,
            PeopleStore people,
            ChatStore chatStore,
            Conversations conversations,
            Rights rights,
            Attachments attachments,
            ObjectRemovals objectRemovals,
            Erasure erasure,
            OwnData ownData,
            Audience audience) {

        /** From {@link #chatStore}. */
        public Chats chats() {
            return chatStore.chats();
        }

        /** From {@link #chatStore}. */
        public ChatList chatList() {
            return chatStore.list();
        }

        /** From {@link #conversations}. */
        public Messages messages() {
            return conversations.messages();
        }
    }

    /** The ports of messages, reactions, search and notifications. */
    public record Conversations(
            Messages messages,
            NewestMessages newestMessages,
            MessageChanges changes,
            Threads threads,
            Reactions reactions,
            MessageSearch search,
            NotificationStore notifications) {}

    /** The ports of profiles, contacts and blocks. */
    public record PeopleStore(People profiles, Relationships relationships, Contacts contacts, Blocks blocks) {}

    /** Passwords, tokens, codes and randomness. */
    public record Security(
            PasswordHasher hasher, Tokens tokens, OneTimeCodes codes, SecretBox box, Randomness randomness) {}
}
