package dev.messenger.adapter.inmemory;

import dev.messenger.adapter.inmemory.account.InMemoryAccountChanges;
import dev.messenger.adapter.inmemory.account.InMemoryAccounts;
import dev.messenger.adapter.inmemory.account.InMemoryCodeGuesses;
import dev.messenger.adapter.inmemory.account.InMemoryExternalUsers;
import dev.messenger.adapter.inmemory.account.InMemoryKnownNetworks;
import dev.messenger.adapter.inmemory.account.InMemoryMailQueue;
import dev.messenger.adapter.inmemory.account.InMemoryMailTokens;
import dev.messenger.adapter.inmemory.account.InMemoryMailer;
import dev.messenger.adapter.inmemory.account.InMemorySessions;
import dev.messenger.adapter.inmemory.account.InMemoryTwoFactors;
import dev.messenger.adapter.inmemory.chat.InMemoryChatList;
import dev.messenger.adapter.inmemory.chat.InMemoryChatPreferences;
import dev.messenger.adapter.inmemory.chat.InMemoryChats;
import dev.messenger.adapter.inmemory.chat.InMemoryInviteLinks;
import dev.messenger.adapter.inmemory.chat.InMemoryMemberships;
import dev.messenger.adapter.inmemory.event.InMemoryOutbox;
import dev.messenger.adapter.inmemory.media.InMemoryAttachments;
import dev.messenger.adapter.inmemory.media.InMemoryMediaStorage;
import dev.messenger.adapter.inmemory.media.InMemoryObjectRemovals;
import dev.messenger.adapter.inmemory.media.InMemoryPendingUploads;
import dev.messenger.adapter.inmemory.message.InMemoryMessageChanges;
import dev.messenger.adapter.inmemory.message.InMemoryMessageSearch;
import dev.messenger.adapter.inmemory.message.InMemoryMessages;
import dev.messenger.adapter.inmemory.message.InMemoryNewestMessages;
import dev.messenger.adapter.inmemory.message.InMemoryReactions;
import dev.messenger.adapter.inmemory.message.InMemoryRights;
import dev.messenger.adapter.inmemory.message.InMemoryThreads;
import dev.messenger.adapter.inmemory.notification.InMemoryNotificationStore;
import dev.messenger.adapter.inmemory.people.InMemoryBlocks;
import dev.messenger.adapter.inmemory.people.InMemoryContacts;
import dev.messenger.adapter.inmemory.people.InMemoryPeople;
import dev.messenger.adapter.inmemory.people.InMemoryPresence;
import dev.messenger.adapter.inmemory.people.InMemoryRelationships;
import dev.messenger.adapter.inmemory.personaldata.InMemoryErasure;
import dev.messenger.adapter.inmemory.personaldata.InMemoryOwnData;
import dev.messenger.adapter.inmemory.realtime.InMemoryAudience;
import dev.messenger.adapter.inmemory.shared.InMemoryRateLimiter;
import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.security.AesSecretBox;
import dev.messenger.adapter.security.Pbkdf2PasswordHasher;
import dev.messenger.adapter.security.SecureRandomness;
import dev.messenger.adapter.security.SignedTokens;
import dev.messenger.adapter.security.Signer;
import dev.messenger.adapter.security.Totp;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.PasswordHasher;
import dev.messenger.application.account.port.SafetyPorts;
import dev.messenger.application.account.port.SecurityPorts;
import dev.messenger.application.chat.port.ChatPorts;
import dev.messenger.application.media.port.MediaPorts;
import dev.messenger.application.message.port.MessagePorts;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.shared.Settings;
import dev.messenger.application.shared.port.Randomness;
import java.time.InstantSource;

/**
 * A whole messenger in memory:
 *
 * <pre>{@code
 * Messenger messenger = InMemoryMessenger.create().messenger();
 * UserId ann = messenger.account().provisioning().provision("17", "ann", "Ann");
 * }</pre>
 *
 * <p>All data is lost with the object. Thread-safe.
 *
 * @param messenger the use cases
 * @param ports of the use cases
 * @param mailer holds the mails that were sent
 * @param storage takes uploads and serves downloads
 */
public record InMemoryMessenger(Messenger messenger, Ports ports, InMemoryMailer mailer, InMemoryMediaStorage storage) {

    /** With default settings and the system clock. */
    public static InMemoryMessenger create() {
        return create(Settings.defaults(), InstantSource.system());
    }

    /** With other settings and another clock. */
    public static InMemoryMessenger create(Settings settings, InstantSource clock) {
        return create(settings, clock, new Pbkdf2PasswordHasher());
    }

    /** With another password hasher: Argon2id, or a cheap one for tests. */
    public static InMemoryMessenger create(Settings settings, InstantSource clock, PasswordHasher hasher) {
        return create(settings, clock, hasher, new SecureRandomness());
    }

    /** With another, unpredictable source of secrets and public ids. */
    public static InMemoryMessenger create(
            Settings settings, InstantSource clock, PasswordHasher hasher, Randomness randomness) {
        Signer signer = new Signer(randomness.token());
        InMemoryMailer mailer = new InMemoryMailer();
        InMemoryMediaStorage storage = new InMemoryMediaStorage(signer::sign, clock);
        Ports ports = new Ports(
                store(clock),
                storage,
                new InMemoryRateLimiter(clock),
                new SecurityPorts(
                        hasher,
                        new SignedTokens(signer, randomness, settings.accounts().accessTokenTtl()),
                        new Totp(randomness),
                        new AesSecretBox(randomness.token()),
                        randomness),
                mailer,
                new InMemoryPresence(clock));
        return new InMemoryMessenger(Messenger.over(ports, settings, clock), ports, mailer, storage);
    }

    /** An empty store. */
    public static Ports.Store store() {
        return store(InstantSource.system());
    }

    private static Ports.Store store(InstantSource clock) {
        Database database = new Database();
        InMemoryOutbox outbox = new InMemoryOutbox(database, clock);
        InMemoryRelationships relationships = new InMemoryRelationships(database);
        return new Ports.Store(
                database.transactions,
                outbox,
                new AccountPorts(
                        new InMemoryAccounts(database),
                        new InMemoryExternalUsers(database),
                        new InMemoryMailTokens(database),
                        new InMemoryMailQueue(database),
                        new SafetyPorts(
                                new InMemoryTwoFactors(database),
                                new InMemoryCodeGuesses(database),
                                new InMemoryKnownNetworks(database),
                                new InMemoryAccountChanges(database)),
                        new InMemorySessions(database),
                        new InMemoryErasure(database),
                        new InMemoryOwnData(database)),
                new PeoplePorts(
                        new InMemoryPeople(database, relationships),
                        relationships,
                        new InMemoryContacts(database),
                        new InMemoryBlocks(database)),
                new ChatPorts(
                        new InMemoryChats(database),
                        new InMemoryChatList(database),
                        new InMemoryMemberships(database),
                        new InMemoryInviteLinks(database),
                        new InMemoryChatPreferences(database),
                        (batch, membershipsBefore) -> false, // removing a chat removes all its rows at once
                        new InMemoryRights(database, relationships)),
                new MessagePorts(
                        new InMemoryMessages(database, outbox, relationships),
                        new InMemoryNewestMessages(database, relationships),
                        new InMemoryMessageChanges(database, outbox, relationships),
                        new InMemoryThreads(database, relationships),
                        new InMemoryReactions(database),
                        new InMemoryMessageSearch(database, relationships),
                        new InMemoryNotificationStore(database)),
                new MediaPorts(
                        new InMemoryAttachments(database),
                        new InMemoryPendingUploads(database),
                        new InMemoryObjectRemovals(database)),
                new InMemoryAudience(database));
    }
}
