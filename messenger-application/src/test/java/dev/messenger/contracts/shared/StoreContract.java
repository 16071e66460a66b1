package dev.messenger.contracts.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.chat.port.NewChat;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.people.port.Profile;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.PublicId;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.people.PrivacySettings;
import dev.messenger.domain.shared.Forbidden;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Helpers that the contracts of the store share. Each test creates its own data: the store may hold data of other tests
 * and processes, so no test relies on an empty store or on certain ids.
 */
public interface StoreContract {

    /** An instant with microseconds, the precision of a store (rule C2). */
    Instant NOW = Instant.parse("2026-03-08T10:00:00.123456Z");

    /** Accepts every message. */
    PostingPolicy ACCEPT_ALL = facts -> Optional.empty();

    /** The store under test: the same one, or one with the same data, at each call within a test. */
    Ports.Store store();

    /** An account with unused names. */
    default NewAccount newAccount() {
        return newAccount(Unique.name("u"), Unique.name("u") + "@example.com", NOW);
    }

    /** An account with the given names. */
    default NewAccount newAccount(String username, String email, Instant createdAt) {
        return new NewAccount(
                new Email(email),
                new Username(username),
                new DisplayName("Someone " + username),
                new PasswordHash("$hash$of$nothing"),
                createdAt);
    }

    /** A new user with a verified email. */
    default UserId user() {
        return inTransaction(() -> {
            UserId user = store().account().accounts().add(newAccount());
            store().account().accounts().mailAccepted(user);
            store().account().accounts().verifyEmail(user, NOW);
            return user;
        });
    }

    /** A new private group. */
    default ChatId group(UserId owner, UserId... members) {
        return chat(ChatType.GROUP, owner, members);
    }

    /** A new private group or channel. */
    default ChatId chat(ChatType type, UserId owner, UserId... members) {
        return inTransaction(() -> store().chat().chats().add(newChat(type, owner, NOW, members)));
    }

    /** A private group or channel to store. */
    default NewChat newChat(ChatType type, UserId owner, Instant createdAt, UserId... members) {
        return new NewChat(
                type,
                new PublicId(Unique.publicId()),
                new Title("A chat"),
                null,
                null,
                false,
                owner,
                Set.of(members),
                createdAt);
    }

    /** The private chat of two users. */
    default ChatId privateChat(UserId one, UserId other) {
        return inTransaction(() -> store().chat()
                .chats()
                .findOrCreatePrivate(one, other, new PublicId(Unique.publicId()), NOW)
                .id());
    }

    /** Sends a text at {@link #NOW}. */
    default MessageId send(ChatId chat, UserId sender, String text) {
        return send(text(chat, sender, text, null, null)).message().id();
    }

    /** Sends a message without checking the rules. */
    default MessageWithStatus send(NewMessage message) {
        return post(ACCEPT_ALL, message).getFirst().message();
    }

    /** Sends messages together, like the use case for messages that arrive at the same time. */
    default List<MessageId> sendTogether(List<NewMessage> messages) {
        return post(ACCEPT_ALL, messages.toArray(NewMessage[]::new)).stream()
                .map(result -> result.message().message().id())
                .toList();
    }

    /** Posts messages within the rate limit. */
    default List<PostResult> post(PostingPolicy policy, NewMessage... messages) {
        return store().message()
                .messages()
                .post(
                        Arrays.stream(messages)
                                .map(message -> new PostRequest(message, null))
                                .toList(),
                        policy);
    }

    /** What the store reads about a message that its policy refuses. */
    default PostingFacts factsAbout(NewMessage message) {
        AtomicReference<PostingFacts> read = new AtomicReference<>();
        post(
                facts -> {
                    read.set(facts);
                    return Optional.of(new PostResult.Refused(new Forbidden("refused", "The policy refuses.")));
                },
                message);
        return Objects.requireNonNull(read.get(), "the policy was not asked");
    }

    /** A text message at {@link #NOW} to store. */
    default NewMessage text(
            ChatId chat, UserId sender, String text, @Nullable String clientId, @Nullable MessageId replyTo) {
        return new NewMessage(
                chat,
                sender,
                MessageType.TEXT,
                new MessageText(text),
                clientId == null ? null : new ClientMessageId(clientId),
                replyTo,
                NOW);
    }

    /** Changes the privacy settings of {@code user}. */
    default void choose(UserId user, PrivacySettings privacy) {
        store().transactions().run(() -> {
            Profile locked = store().people().profiles().lock(user).orElseThrow();
            store().people().profiles().save(locked.with(locked.face(), privacy, NOW));
        });
    }

    /** Gives {@code user} another username. */
    default void rename(UserId user, String username) {
        store().transactions().run(() -> {
            Profile locked = store().people().profiles().lock(user).orElseThrow();
            Profile.Face face = locked.face();
            Profile.Face renamed = new Profile.Face(face.name(), new Username(username), face.bio(), face.avatar());
            store().people().profiles().save(locked.with(renamed, locked.privacy(), NOW));
        });
    }

    /** Runs {@code work} in a transaction. */
    default <T> T inTransaction(Supplier<T> work) {
        return store().transactions().inTransaction(work);
    }

    /** Runs {@code work} in a transaction that then fails. */
    default void rolledBack(Runnable work) {
        assertThatThrownBy(() -> store().transactions().run(() -> {
                    work.run();
                    throw new ChangeOfMind();
                }))
                .as("what the work throws comes out of the transaction")
                .isInstanceOf(ChangeOfMind.class);
    }

    /** Thrown by {@link #rolledBack}. */
    final class ChangeOfMind extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
