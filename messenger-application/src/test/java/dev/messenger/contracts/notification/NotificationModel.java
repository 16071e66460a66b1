package dev.messenger.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.chat.port.ChatPreferenceStore.Mark;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.notification.NotificationType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Performs random actions on a store, and remembers the notifications that each user must have received. */
final class NotificationModel {

    private static final int USERS = 5;
    private static final int CHATS = 3;

    private record Place(ChatId chat, UserId user) {}

    private record Sent(ChatId chat, MessageId message, UserId sender) {}

    private final Notifying store;
    private final Random random;
    private final long seed;
    private final List<UserId> users = new ArrayList<>();
    private final List<ChatId> chats = new ArrayList<>();
    private final Set<Place> members = new HashSet<>();
    private final Set<Place> muted = new HashSet<>();
    private final Set<List<UserId>> blocks = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Read, NotificationView> behindMentions = new HashMap<>();
    private final Set<Read> hidden = new HashSet<>();
    private final Set<Read> cleared = new HashSet<>();
    private final Map<UserId, List<NotificationView>> notified = new HashMap<>();
    private long oldest;
    private long newest;

    private record Read(MessageId message, UserId user) {}

    NotificationModel(Notifying store, long seed) {
        this.store = store;
        this.seed = seed;
        this.random = new Random(seed);
        for (int i = 0; i < USERS; i++) {
            users.add(store.user());
            notified.put(users.getLast(), new ArrayList<>());
        }
        for (int i = 0; i < CHATS; i++) {
            chats.add(store.group(users.getFirst(), users.subList(1, USERS).toArray(UserId[]::new)));
            users.forEach(user -> members.add(new Place(chats.getLast(), user)));
        }
    }

    /** Performs this number of random actions, and checks the pages of all users after each. */
    void play(int steps) {
        for (int step = 0; step < steps; step++) {
            String what = doSomething();
            for (UserId user : users) {
                assertPages(user, "seed %d, step %d: %s".formatted(seed, step, what));
            }
        }
    }

    private String doSomething() {
        ChatId chat = chats.get(random.nextInt(CHATS));
        UserId user = users.get(random.nextInt(USERS));
        UserId other = users.get(random.nextInt(USERS));
        Place place = new Place(chat, user);
        switch (random.nextInt(13)) {
            case 0 -> mute(place);
            case 1 -> comeOrGo(place);
            case 2 -> block(user, other);
            case 3 -> delete();
            case 4 -> mentionByEdit(other);
            case 5 -> tellOfRole(place, other);
            case 6 -> hide(user);
            case 7 -> clear(place);
            default -> {
                return members.contains(place) ? send(place, other) : "nothing";
            }
        }
        return place + " and " + other;
    }

    private void mute(Place place) {
        if (members.contains(place)) {
            boolean on = !muted.remove(place);
            if (on) {
                muted.add(place);
            }
            store.store()
                    .transactions()
                    .run(() -> store.store().chat().preferences().set(place.chat(), place.user(), Mark.MUTED, on));
        }
    }

    /** Never removes the owner. */
    private void comeOrGo(Place place) {
        if (place.user().equals(users.getFirst())) {
            return;
        }
        if (members.remove(place)) {
            muted.remove(place);
            sent.forEach(one -> {
                if (one.chat().equals(place.chat())) {
                    cleared.remove(new Read(one.message(), place.user()));
                }
            });
            store.store()
                    .transactions()
                    .run(() -> store.store().chat().memberships().remove(place.chat(), place.user()));
        } else {
            members.add(place);
            store.store()
                    .transactions()
                    .run(() -> store.store().chat().memberships().add(place.chat(), place.user(), Notifying.NOW));
        }
    }

    private void block(UserId user, UserId other) {
        if (user.equals(other)) {
            return;
        }
        List<UserId> pair = List.of(user, other);
        boolean on = !blocks.remove(pair);
        if (on) {
            blocks.add(pair);
        }
        store.store().transactions().run(() -> {
            if (on) {
                store.store().people().blocks().add(user, other, Notifying.NOW);
            } else {
                store.store().people().blocks().remove(user, other);
            }
        });
    }

    private String send(Place place, UserId other) {
        boolean mentions = random.nextInt(4) == 0
                && members.contains(new Place(place.chat(), other))
                && !other.equals(place.user());
        MessageId message =
                store.send(place.chat(), place.user(), mentions ? "Hello @" + store.username(other) : "Hello");
        sent.add(new Sent(place.chat(), message, place.user()));
        store.notifyOfMessage(place.chat(), place.user(), message);
        newest = message.value();
        oldest = oldest == 0 ? newest : oldest;
        for (UserId user : users) {
            Place reader = new Place(place.chat(), user);
            boolean isMentioned = mentions && user.equals(other);
            if (members.contains(reader) && (isMentioned || !muted.contains(reader))) {
                NotificationType type = isMentioned ? NotificationType.MENTION : NotificationType.MESSAGE_CREATED;
                expect(newest, user, type, place.chat(), message, place.user(), null);
                if (isMentioned && !muted.contains(reader) && !blocks.contains(List.of(user, place.user()))) {
                    behindMentions.put(
                            new Read(message, user),
                            new NotificationView(
                                    newest,
                                    user,
                                    NotificationType.MESSAGE_CREATED,
                                    place.chat(),
                                    message,
                                    place.user(),
                                    null,
                                    Notifying.NOW));
                }
            }
        }
        return place + " writes" + (mentions ? " to " + other : "");
    }

    private void delete() {
        if (!sent.isEmpty()) {
            Sent gone = sent.remove(random.nextInt(sent.size()));
            store.delete(gone.chat(), gone.message(), gone.sender());
            store.run(notifications -> notifications.deleteFor(gone.chat(), gone.message()));
            notified.values()
                    .forEach(list -> list.removeIf(one -> gone.message().equals(one.message())));
        }
    }

    private void mentionByEdit(UserId other) {
        if (sent.isEmpty()) {
            return;
        }
        Sent edited = sent.get(random.nextInt(sent.size()));
        if (other.equals(edited.sender()) || !members.contains(new Place(edited.chat(), other))) {
            return;
        }
        store.edit(edited.message(), edited.sender(), "Hello @" + store.username(other) + " " + newest);
        store.run(notifications ->
                notifications.notifyOfEdit(store.stamp(Notifying.NOW), edited.chat(), edited.message()));
        takeMentionsBack(edited, other);
        List<NotificationView> list = notified.getOrDefault(other, List.of());
        Read read = new Read(edited.message(), other);
        boolean wasMentioned = list.stream()
                .anyMatch(one -> one.type() == NotificationType.MENTION
                        && edited.message().equals(one.message()));
        if (!wasMentioned
                && !hidden.contains(read)
                && !cleared.contains(read)
                && !blocks.contains(List.of(other, edited.sender()))) {
            list.stream()
                    .filter(one -> edited.message().equals(one.message()))
                    .forEach(one -> behindMentions.put(read, one));
            list.removeIf(one -> edited.message().equals(one.message()));
            expect(
                    nextId(other),
                    other,
                    NotificationType.MENTION,
                    edited.chat(),
                    edited.message(),
                    edited.sender(),
                    null);
        }
    }

    private void takeMentionsBack(Sent edited, UserId stillMentioned) {
        for (UserId user : users) {
            List<NotificationView> list = notified.getOrDefault(user, List.of());
            boolean wasMentioned = !user.equals(stillMentioned)
                    && list.removeIf(one -> one.type() == NotificationType.MENTION
                            && edited.message().equals(one.message()));
            NotificationView ofMessage = behindMentions.get(new Read(edited.message(), user));
            if (wasMentioned && ofMessage != null) {
                list.add(ofMessage);
            }
        }
    }

    /** Deletes a message for one user alone. */
    private void hide(UserId user) {
        if (sent.isEmpty()) {
            return;
        }
        Sent one = sent.get(random.nextInt(sent.size()));
        Read read = new Read(one.message(), user);
        if (members.contains(new Place(one.chat(), user)) && !cleared.contains(read)) {
            store.store()
                    .transactions()
                    .run(() -> store.store().message().changes().hide(one.chat(), one.message(), user));
            hidden.add(read);
            notified.getOrDefault(user, List.of())
                    .removeIf(view -> one.message().equals(view.message()));
        }
    }

    private void clear(Place place) {
        if (random.nextInt(3) == 0 && members.contains(place)) {
            store.store()
                    .transactions()
                    .run(() -> store.store().chat().preferences().clear(place.chat(), place.user()));
            sent.stream()
                    .filter(one -> one.chat().equals(place.chat()))
                    .forEach(one -> cleared.add(new Read(one.message(), place.user())));
            notified.getOrDefault(place.user(), List.of())
                    .removeIf(view -> view.message() != null && view.chat().equals(place.chat()));
        }
    }

    private void tellOfRole(Place place, UserId actor) {
        if (!place.user().equals(actor)) {
            store.run(notifications -> notifications.notifyMember(
                    store.stamp(Notifying.NOW),
                    NotificationType.ROLE_CHANGED,
                    place.user(),
                    place.chat(),
                    actor,
                    "admin"));
            if (!blocks.contains(List.of(place.user(), actor))) {
                expect(
                        nextId(place.user()),
                        place.user(),
                        NotificationType.ROLE_CHANGED,
                        place.chat(),
                        null,
                        actor,
                        "admin");
            }
        }
    }

    /** The id of the newest notification of a user, which has to be the highest. */
    private long nextId(UserId user) {
        long id = store.list(user).getFirst().id();
        assertThat(id).isGreaterThan(newest);
        newest = id;
        return id;
    }

    private void expect(
            long id,
            UserId user,
            NotificationType type,
            ChatId chat,
            @Nullable MessageId message,
            UserId actor,
            @Nullable String detail) {
        if (!user.equals(actor) && !blocks.contains(List.of(user, actor))) {
            notified.getOrDefault(user, List.of())
                    .add(new NotificationView(id, user, type, chat, message, actor, detail, Notifying.NOW));
        }
    }

    private void assertPages(UserId user, String what) {
        List<NotificationView> expected = notified.getOrDefault(user, List.of()).stream()
                .sorted(Comparator.comparingLong(NotificationView::id).reversed())
                .toList();
        assertThat(store.list(user)).as(what).isEqualTo(expected.subList(0, Math.min(100, expected.size())));
        int limit = 1 + random.nextInt(6);
        long before = oldest + random.nextLong(Math.max(1, newest - oldest) + 2);
        assertThat(store.notifications().list(user, before, limit))
                .as("%s; %d before %d", what, limit, before)
                .isEqualTo(expected.stream()
                        .filter(one -> one.id() < before)
                        .limit(limit)
                        .toList());
    }
}
