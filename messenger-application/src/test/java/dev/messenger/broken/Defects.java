package dev.messenger.broken;

import static dev.messenger.broken.Sabotage.with;
import static dev.messenger.broken.Sabotage.wrong;

import dev.messenger.application.Ports;
import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.account.port.MailTokens;
import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.application.chat.port.ChatList;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Messages;
import dev.messenger.application.message.port.Messages.PostingPolicy;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.PostRequest;
import dev.messenger.application.message.port.PostResult;
import dev.messenger.application.message.port.PostingFacts;
import dev.messenger.application.notification.port.NotificationStore;
import dev.messenger.application.notification.port.NotificationStore.PostedMessage;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.application.shared.port.Transactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.WritingRight;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Typical mistakes of adapters, each applied to a store. */
final class Defects {

    private Defects() {}

    /** A method returns its list in the opposite order. */
    static <T> UnaryOperator<Ports.Store> reversed(Class<T> port, String method) {
        return store -> with(
                store,
                port,
                right -> wrong(
                        port, right, method, call -> call.proceed() instanceof List<?> list ? list.reversed() : null));
    }

    /** A method returns its list in the order of {@code order}. */
    static <T, E> UnaryOperator<Ports.Store> ordered(
            Class<T> port, String method, Class<E> element, Comparator<? super E> order) {
        return store -> with(
                store,
                port,
                right -> wrong(
                        port,
                        right,
                        method,
                        call -> ((List<?>) call.proceed())
                                .stream().map(element::cast).sorted(order).toList()));
    }

    /** A method repeats its first answer to the same arguments: a cache that is never invalidated. */
    static <T> UnaryOperator<Ports.Store> cached(Class<T> port, String method) {
        Map<List<?>, Object> answers = new ConcurrentHashMap<>();
        return store -> with(
                store,
                port,
                right -> wrong(port, right, method, call -> {
                    List<?> question = new ArrayList<>(List.of(call.arguments()));
                    Object answer = answers.get(question);
                    if (answer == null) {
                        answer = call.proceed();
                        answers.put(question, answer);
                    }
                    return answer;
                }));
    }

    /** A method writes on a connection of its own, so that a rollback does not undo it. */
    static <T> UnaryOperator<Ports.Store> outsideTheTransaction(Class<T> port, String method) {
        return store -> {
            Transactions right = store.transactions();
            ThreadLocal<Deque<Runnable>> written = ThreadLocal.withInitial(ArrayDeque::new);
            ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
            Ports.Store recording = with(
                    store,
                    port,
                    adapter -> wrong(port, adapter, method, call -> {
                        written.get().add(call::proceed);
                        return call.proceed();
                    }));
            return with(recording, Transactions.class, transactions -> new Transactions() {
                @Override
                public boolean isActive() {
                    return right.isActive();
                }

                @Override
                public <R> R inTransaction(Supplier<R> work) {
                    if (inside.get()) {
                        return right.inTransaction(work);
                    }
                    inside.set(true);
                    try {
                        return right.inTransaction(work);
                    } finally {
                        inside.set(false);
                        written.get().forEach(Runnable::run);
                        written.get().clear();
                    }
                }
            });
        };
    }

    /** Transactions that commit after an {@link Error}. */
    static Ports.Store commitsOnErrors(Ports.Store store) {
        return with(store, Transactions.class, right -> new Transactions() {
            @Override
            public boolean isActive() {
                return right.isActive();
            }

            @Override
            public <R> R inTransaction(Supplier<R> work) {
                Error[] thrown = new Error[1];
                R result = right.inTransaction(() -> Defects.<R>unlessError(work, thrown));
                if (thrown[0] != null) {
                    throw thrown[0];
                }
                return result;
            }
        });
    }

    @SuppressWarnings("NullAway") // failed work has no result
    private static <R> R unlessError(Supplier<R> work, @Nullable Error[] thrown) {
        try {
            return work.get();
        } catch (Error e) {
            thrown[0] = e;
            return null;
        }
    }

    /** Mailed tokens never expire. */
    static Ports.Store tokensNeverExpire(Ports.Store store) {
        return with(
                store,
                MailTokens.class,
                right -> wrong(MailTokens.class, right, "consume", call -> {
                    call.arguments()[2] = Instant.EPOCH;
                    return call.proceed();
                }));
    }

    /** Each thread remembers used tokens separately, like two nodes with a cache each. */
    static Ports.Store tokensAreUsedOnceAThread(Ports.Store store) {
        Map<Object, UserId> owners = new ConcurrentHashMap<>();
        ThreadLocal<Set<Object>> used = ThreadLocal.withInitial(HashSet::new);
        return with(
                store,
                MailTokens.class,
                right -> wrong(MailTokens.class, right, "consume", call -> {
                    Object token = call.arguments()[0];
                    Optional<?> owner = (Optional<?>) call.proceed();
                    owner.ifPresent(user -> owners.put(token, (UserId) user));
                    boolean first = used.get().add(token);
                    return owner.isEmpty() && first ? Optional.ofNullable(owners.get(token)) : owner;
                }));
    }

    /** The check whether a password is unchanged uses the first password that was read. */
    static Ports.Store passwordsAreHeldFromMemory(Ports.Store store) {
        Map<Object, Object> remembered = new ConcurrentHashMap<>();
        return with(
                store,
                Accounts.class,
                right -> wrong(Accounts.class, right, "holdPassword", call -> {
                    Object user = call.arguments()[0];
                    right.find((UserId) user)
                            .ifPresent(account -> remembered.putIfAbsent(user, account.passwordHash()));
                    return call.arguments()[1].equals(remembered.get(user));
                }));
    }

    /** Pages are a live list, which grows with later writes. */
    static Ports.Store historyIsLive(Ports.Store store) {
        List<List<MessageWithStatus>> handedOut = new ArrayList<>();
        return with(store, Messages.class, right -> {
            Messages live = wrong(
                    Messages.class,
                    right,
                    "history",
                    call -> ((Optional<?>) call.proceed()).map(found -> {
                        Messages.History history = (Messages.History) found;
                        List<MessageWithStatus> page = new ArrayList<>(history.messages());
                        handedOut.add(page);
                        return new Messages.History(history.standing(), page);
                    }));
            return wrong(Messages.class, live, "post", call -> {
                List<?> results = (List<?>) call.proceed();
                results.forEach(result -> handedOut.forEach(page -> page.addFirst(((PostResult) result).message())));
                return results;
            });
        });
    }

    /** The policy gets the first right that the sender had in the chat. */
    static Ports.Store rightsAreReadOnce(Ports.Store store) {
        Map<List<?>, WritingRight> rights = new ConcurrentHashMap<>();
        return with(
                store,
                Messages.class,
                right -> wrong(
                        Messages.class,
                        right,
                        "post",
                        call -> ((List<?>) call.arguments()[0])
                                .stream()
                                        .map(PostRequest.class::cast)
                                        .flatMap(request -> right
                                                .post(
                                                        List.of(request),
                                                        withFirstRight(rights, request.message(), (PostingPolicy)
                                                                call.arguments()[1]))
                                                .stream())
                                        .toList()));
    }

    private static PostingPolicy withFirstRight(
            Map<List<?>, WritingRight> rights, NewMessage message, PostingPolicy policy) {
        return facts -> policy.decide(new PostingFacts(
                rights.computeIfAbsent(List.of(message.chat(), message.sender()), unknown -> facts.right()),
                facts.limited(),
                facts.earlier(),
                facts.replyVisible()));
    }

    /** Chats with the same activity are listed oldest first instead of newest first. */
    static Ports.Store tiesOfTheListAreTurned(Ports.Store store) {
        Comparator<ChatEntry> order = Comparator.comparing(
                        (ChatEntry entry) -> entry.mine().pinned())
                .thenComparing(Defects::activity)
                .reversed()
                .thenComparing(entry -> entry.chat().id());
        return with(
                store,
                ChatList.class,
                right -> wrong(ChatList.class, right, "page", call -> {
                    UserId viewer = (UserId) call.arguments()[0];
                    ChatListQuery query = (ChatListQuery) call.arguments()[1];
                    List<ChatEntry> all =
                            right.page(viewer, new ChatListQuery(200, null, query.text(), query.archived())).stream()
                                    .sorted(order)
                                    .toList();
                    List<ChatEntry> behind = query.before() == null
                            ? all
                            : all.stream()
                                    .dropWhile(entry -> !entry.chat().id().equals(query.before()))
                                    .skip(1)
                                    .toList();
                    return behind.stream().limit(query.limit()).toList();
                }));
    }

    private static Instant activity(ChatEntry entry) {
        return entry.lastMessage() == null
                ? entry.chat().createdAt()
                : entry.lastMessage().createdAt();
    }

    /** A recipient who is notified of a message twice gets two notifications. */
    static Ports.Store tellsAgain(Ports.Store store) {
        List<MessageId> told = new ArrayList<>();
        Ports.Store counting = with(
                store,
                NotificationStore.class,
                right -> wrong(NotificationStore.class, right, "notifyOfMessages", call -> {
                    for (Object post : (List<?>) call.arguments()[0]) {
                        told.add(((PostedMessage) post).message());
                    }
                    return call.proceed();
                }));
        return with(
                counting,
                NotificationStore.class,
                right -> wrong(
                        NotificationStore.class,
                        right,
                        "list",
                        call -> ((List<?>) call.proceed())
                                .stream()
                                        .map(NotificationView.class::cast)
                                        .flatMap(view -> Collections.nCopies(
                                                Math.max(1, Collections.frequency(told, view.message())), view)
                                                .stream())
                                        .toList()));
    }

    /** Doing something a second time violates a key. */
    static <T> UnaryOperator<Ports.Store> onceOnly(Class<T> port, String method) {
        return store -> {
            Set<List<?>> done = ConcurrentHashMap.newKeySet();
            return with(
                    store,
                    port,
                    right -> wrong(port, right, method, call -> {
                        if (!done.add(List.of(call.arguments()))) {
                            throw new IllegalStateException("duplicate key value violates unique constraint");
                        }
                        return call.proceed();
                    }));
        };
    }
}
