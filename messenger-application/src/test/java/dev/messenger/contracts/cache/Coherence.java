package dev.messenger.contracts.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.chat.ChatProfiles;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.message.ForwardMessages;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.ReadStates;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.people.ProfileChange;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.people.Audience;
import dev.messenger.domain.shared.MessengerException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users perform random actions on two nodes, and read their chats on both nodes after each action. The nodes have to
 * show what the database contains; a read inside a transaction bypasses the caches and tells.
 */
public abstract class Coherence implements StoreContract {

    private static final int PEOPLE = 4;

    /** The maximum number of chats to read after a step, newest first. */
    private static final int CHATS_LOOKED_AT = 4;

    private static final int MESSAGES_OF_EACH = 25;

    private final int steps;
    private final List<Ports> ports;
    private final List<Messenger> nodes;
    private final List<UserId> people = new ArrayList<>();
    private final List<ChatId> chats = new ArrayList<>();
    private final List<MessageId> messages = new ArrayList<>();
    private volatile Instant now = NOW;

    /**
     * Two nodes with the same data.
     *
     * @param steps the number of actions; some hundred reads follow each
     */
    protected Coherence(int steps, Ports one, Ports other) {
        this.steps = steps;
        Settings unlimited = Settings.defaults().with(new Settings.Limits(0, 0, 0, 0, 0, Duration.ZERO));
        ports = List.of(one, other);
        nodes = List.of(Messenger.over(one, unlimited, () -> now), Messenger.over(other, unlimited, () -> now));
    }

    @Override
    public Ports.Store store() {
        return ports.getFirst().store();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @Tag("C13")
    void whatIsKeptIsWhatTheDatabaseHas(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < PEOPLE; i++) {
            people.add(user());
        }
        for (UserId online : people.subList(1, PEOPLE)) {
            ports.forEach(node -> node.presence().touch(online));
        }
        List<String> story = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            now = now.plusMillis(random.nextInt(2) * 500L); // some actions happen at the same instant
            story.add(step + ": " + attempt(random));
            for (Messenger node : nodes) {
                for (UserId person : people) {
                    String what = "for " + person + " after\n" + String.join("\n", story);
                    assertThat(look(node, person)).as(what).isEqualTo(inTransaction(() -> look(node, person)));
                }
            }
        }
    }

    /** A list of two of three chats: chats enter and leave it all the time. */
    @Test
    @Tag("C13")
    void aListInWhichMuchHappensAtOnceIsWhatTheDatabaseHas() throws Exception {
        List<UserId> writers = List.of(user(), user(), user(), user());
        List<ChatId> groups = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            groups.add(
                    group(writers.getFirst(), writers.subList(1, writers.size()).toArray(UserId[]::new)));
        }

        Together.succeed(writers.size(), number -> {
            UserId writer = writers.get(number);
            for (int i = 0; i < MESSAGES_OF_EACH; i++) {
                ChatId chat = groups.get((i + number) % groups.size());
                MessageId mine = send(nodes.get(i % 2), writer, chat);
                for (Messenger node : nodes) {
                    List<ChatView> list = node.chats().browsing().list(writer, new ChatListQuery(2, null));
                    assertThat(list).hasSize(2);
                    assertThat(list)
                            .filteredOn(view -> view.id().equals(chat))
                            .allSatisfy(view -> assertThat(Objects.requireNonNull(view.lastMessage())
                                            .id())
                                    .isGreaterThanOrEqualTo(mine));
                }
            }
            return number;
        });
        for (Messenger node : nodes) {
            for (UserId writer : writers) {
                assertThat(look(node, writer)).isEqualTo(inTransaction(() -> look(node, writer)));
            }
        }
    }

    @Test
    @Tag("C13")
    void whoWroteReadsItAtOnceOnEitherNode() throws Exception {
        UserId owner = user();
        List<UserId> writers = List.of(owner, user(), user(), user());
        ChatId chat = group(owner, writers.subList(1, writers.size()).toArray(UserId[]::new));

        Together.succeed(writers.size(), number -> {
            UserId writer = writers.get(number);
            for (int i = 0; i < MESSAGES_OF_EACH; i++) {
                MessageId mine = send(nodes.get(i % 2), writer, chat);
                for (Messenger node : nodes) {
                    MessageId newest = node.messages()
                            .reading()
                            .history(writer, chat, null, 5)
                            .getFirst()
                            .message()
                            .id();
                    ChatView listed = node.chats()
                            .browsing()
                            .list(writer, new ChatListQuery(3, null))
                            .getFirst();
                    assertThat(newest).isGreaterThanOrEqualTo(mine);
                    assertThat(Objects.requireNonNull(listed.lastMessage()).id())
                            .isGreaterThanOrEqualTo(mine);
                }
            }
            return number;
        });
    }

    private List<Object> look(Messenger node, UserId person) {
        List<Object> seen = new ArrayList<>();
        seen.add(node.chats().browsing().list(person, new ChatListQuery(2, null)));
        seen.add(node.chats().browsing().list(person, new ChatListQuery(20, null)));
        seen.add(node.chats().browsing().list(person, new ChatListQuery(20, null, "", true)));
        for (ChatId chat : chats.subList(Math.max(0, chats.size() - CHATS_LOOKED_AT), chats.size())) {
            seen.add(answer(() -> node.messages().reading().history(person, chat, null, 5)));
        }
        return seen;
    }

    private static Object answer(Supplier<Object> question) {
        try {
            return question.get();
        } catch (MessengerException refused) {
            return refused.code();
        }
    }

    private String attempt(SplittableRandom random) {
        Messenger node = nodes.get(random.nextInt(nodes.size()));
        UserId caller = any(people, random);
        UserId other = any(people, random);
        try {
            return act(node, caller, other, random);
        } catch (MessengerException refused) {
            return refused.code();
        }
    }

    private String act(Messenger node, UserId caller, UserId other, SplittableRandom random) {
        int deed = chats.size() < 4 || messages.isEmpty() ? random.nextInt(4) : random.nextInt(31);
        boolean on = random.nextBoolean();
        switch (deed) {
            case 0 -> {
                CreateChats.Command command = on
                        ? CreateChats.Command.privateChat(other)
                        : CreateChats.Command.group("Group " + chats.size(), List.of(other));
                chats.add(node.chats().creation().create(caller, command).id());
            }
            case 1, 2, 3, 4, 5, 6 -> {
                if (!chats.isEmpty()) {
                    messages.add(send(node, caller, any(chats, random)));
                }
            }
            case 7 ->
                node.messages()
                        .editing()
                        .edit(caller, any(messages, random), new MessageText("Edit " + random.nextInt()));
            case 8 -> node.messages().editing().deleteForMe(caller, any(messages, random));
            case 9 -> node.messages().editing().deleteForAll(caller, any(messages, random));
            case 10 -> node.messages().reactions().toggle(caller, any(messages, random), new Emoji("\uD83D\uDC4D"));
            case 11, 12, 13 ->
                node.messages()
                        .readStates()
                        .update(
                                caller,
                                any(chats, random),
                                any(messages, random),
                                on ? ReadStates.Progress.READ : ReadStates.Progress.DELIVERED);
            case 14 ->
                node.messages()
                        .forwarding()
                        .forward(
                                caller,
                                new ForwardMessages.Command(any(messages, random), List.of(any(chats, random)), on));
            case 15 -> node.chats().preferences().archive(caller, any(chats, random), on);
            case 16 -> node.chats().preferences().pin(caller, any(chats, random), on);
            case 17 -> node.chats().preferences().mute(caller, any(chats, random), on);
            case 18 -> node.chats().preferences().clear(caller, any(chats, random));
            case 19 ->
                node.chats()
                        .profiles()
                        .change(
                                caller,
                                any(chats, random),
                                ChatProfiles.Change.ofTitle(new Title("Title " + random.nextInt(1000))));
            case 20 -> node.chats().profiles().pin(caller, any(chats, random), on ? any(messages, random) : null);
            case 21 -> node.chats().membership().add(caller, any(chats, random), other);
            case 22 -> node.chats().membership().remove(caller, any(chats, random), other);
            case 23 ->
                node.chats().membership().changeRole(caller, any(chats, random), other, on ? Role.ADMIN : Role.MEMBER);
            case 24 -> node.chats().deletion().delete(caller, any(chats, random), on);
            case 25 -> node.people().contacts().add(caller, other);
            case 26 -> node.people().contacts().remove(caller, other);
            case 27 -> node.people().contacts().block(caller, other);
            case 28 -> node.people().contacts().unblock(caller, other);
            case 29 -> change(node, caller, null, any(List.of(Audience.values()), random));
            default -> change(node, caller, "Name " + random.nextInt(1000), null);
        }
        return "deed " + deed + (on ? "+" : "-") + " of " + caller + " to " + other;
    }

    private static void change(Messenger node, UserId caller, @Nullable String name, @Nullable Audience lastSeen) {
        ProfileChange.Privacy privacy = new ProfileChange.Privacy(null, lastSeen, null, null);
        node.people().profiles().change(caller, new ProfileChange(name, null, null, null, null, privacy));
    }

    private static MessageId send(Messenger node, UserId sender, ChatId chat) {
        MessageView sent = node.messages()
                .sending()
                .send(sender, new SendMessages.Command(chat, MessageType.TEXT, new MessageText("Hello"), null, null));
        return sent.message().id();
    }

    private static <T> T any(List<T> things, SplittableRandom random) {
        return things.get(random.nextInt(things.size()));
    }
}
