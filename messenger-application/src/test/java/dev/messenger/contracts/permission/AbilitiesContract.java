package dev.messenger.contracts.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.Messenger;
import dev.messenger.application.chat.Abilities;
import dev.messenger.application.chat.ChatProfiles;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.chat.MessageAbilities;
import dev.messenger.application.chat.port.Rights;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.message.port.NewMessage;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.permission.Stage.Scene;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Permission;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.chat.Title;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The abilities that a user reads match what happens when they try (rule E5), for every role, kind of chat and kind of
 * message. Each action is tried, and undone.
 */
@PortContract(Rights.class)
@Tag("E5")
public interface AbilitiesContract extends StoreContract {

    @TestFactory
    default Stream<DynamicTest> inChats() {
        Stage stage = new Stage(store(), this::user);
        return stage.scenes().stream()
                .flatMap(scene -> scene.actors().entrySet().stream()
                        .map(actor -> DynamicTest.dynamicTest(
                                scene + ", " + actor.getKey(), () -> tryInChat(stage, scene, actor.getValue()))));
    }

    @TestFactory
    default Stream<DynamicTest> withMembers() {
        Stage stage = new Stage(store(), this::user);
        return stage.scenes().stream()
                .flatMap(scene -> scene.actors().entrySet().stream()
                        .map(actor -> DynamicTest.dynamicTest(
                                scene + ", " + actor.getKey(), () -> tryWithMembers(stage, scene, actor.getValue()))));
    }

    @TestFactory
    default Stream<DynamicTest> withMessages() {
        Stage stage = new Stage(store(), this::user);
        return stage.scenes().stream()
                .flatMap(scene -> scene.actors().entrySet().stream()
                        .map(actor -> DynamicTest.dynamicTest(
                                scene + ", " + actor.getKey(), () -> tryWithMessages(stage, scene, actor.getValue()))));
    }

    @Test
    default void whatIsNotThereCannotBeSeen() {
        Abilities abilities = new Stage(store(), this::user).messenger().chats().abilities();
        UserId user = user();
        ChatId noChat = new ChatId((1L << 53) - 1);
        MessageId noMessage = new MessageId((1L << 53) - 1);

        assertThat(abilities.in(user, noChat)).isEmpty();
        assertThat(abilities.in(user, List.of(noChat))).isEmpty();
        assertThat(abilities.in(user, List.of())).isEmpty();
        assertThat(abilities.with(user, noMessage)).isEqualTo(MessageAbilities.NONE);
        assertThat(abilities.with(user, List.of(noMessage))).isEmpty();
        assertThat(abilities.with(user, List.of())).isEmpty();
        assertThat(abilities.canRemove(user, user(), noChat)).isFalse();
    }

    @Test
    default void manyAreAskedAtOnce() {
        Abilities abilities = new Stage(store(), this::user).messenger().chats().abilities();
        UserId user = user();
        UserId other = user();
        ChatId own = group(user, other);
        ChatId followed = chat(ChatType.CHANNEL, other, user);
        ChatId foreign = group(other);
        MessageId mine = send(own, user, "Mine");
        MessageId theirs = send(followed, other, "Theirs");
        MessageId unseen = send(foreign, other, "Unseen");

        assertThat(abilities.in(user, List.of(own, followed, foreign, own)))
                .containsOnlyKeys(own, followed)
                .hasEntrySatisfying(own, may -> assertThat(may).contains(Permission.POST, Permission.DELETE_FOR_ALL))
                .hasEntrySatisfying(
                        followed,
                        may -> assertThat(may).contains(Permission.READ).doesNotContain(Permission.POST));
        assertThat(abilities.with(user, List.of(mine, theirs, unseen, mine)))
                .isEqualTo(Map.of(
                        mine, new MessageAbilities(true, true, true, true, true, true),
                        theirs, new MessageAbilities(false, false, false, true, false, false)));
    }

    private void tryInChat(Stage stage, Scene scene, UserId actor) {
        Messenger messenger = stage.messenger();
        ChatId chat = scene.chat();
        MessageId any = send(chat, scene.writer() == null ? actor : scene.writer(), "Hello");
        UserId plain = scene.writer() == null ? user() : scene.writer();
        Map<Permission, Runnable> deeds = new HashMap<>();
        deeds.put(Permission.SEE_CHAT, () -> messenger.chats().browsing().find(actor, chat));
        deeds.put(Permission.READ, () -> messenger.messages().reading().history(actor, chat, null, 1));
        deeds.put(Permission.ARRANGE, () -> messenger.chats().preferences().mute(actor, chat, true));
        deeds.put(Permission.POST, () -> messenger.messages().sending().send(actor, text(chat, null)));
        deeds.put(Permission.REACT, () -> messenger.messages().reactions().toggle(actor, any, new Emoji("👍")));
        deeds.put(Permission.PIN, () -> messenger.chats().profiles().pin(actor, chat, null));
        deeds.put(
                Permission.EDIT_PROFILE,
                () -> messenger.chats().profiles().change(actor, chat, ChatProfiles.Change.ofTitle(new Title("New"))));
        deeds.put(Permission.SEE_MEMBERS, () -> messenger.chats().membership().page(actor, chat, null, 10));
        deeds.put(Permission.ADD_MEMBERS, () -> messenger.chats().membership().add(actor, chat, user()));
        deeds.put(
                Permission.REMOVE_MEMBERS, () -> messenger.chats().membership().remove(actor, chat, plain));
        deeds.put(
                Permission.CHANGE_ROLES,
                () -> messenger.chats().membership().changeRole(actor, chat, plain, Role.ADMIN));
        deeds.put(Permission.INVITE, () -> messenger.chats().invitations().link(actor, chat));
        deeds.put(Permission.LEAVE, () -> messenger.chats().membership().leave(actor, chat));
        deeds.put(Permission.DELETE_FOR_ALL, () -> messenger.chats().deletion().delete(actor, chat, true));
        if (scene.writer() != null && !scene.writer().equals(actor)) {
            deeds.put(Permission.MODERATE, () -> messenger.messages().editing().deleteForAll(actor, any));
        }
        if (!isMember(chat, actor)) {
            deeds.put(Permission.JOIN, () -> messenger.chats().invitations().join(actor, chat));
        }

        Set<Permission> told = messenger.chats().abilities().in(actor, chat);
        Map<Permission, Boolean> answers = new HashMap<>();
        Map<Permission, Boolean> outcomes = new HashMap<>();
        deeds.forEach((permission, deed) -> {
            answers.put(permission, told.contains(permission));
            outcomes.put(permission, succeeds(deed));
        });
        assertThat(answers).isEqualTo(outcomes);
        assertThat(messenger.chats().abilities().canSee(actor, chat)).isEqualTo(outcomes.get(Permission.SEE_CHAT));
        assertThat(messenger.chats().abilities().canPost(actor, chat)).isEqualTo(outcomes.get(Permission.POST));
    }

    private void tryWithMembers(Stage stage, Scene scene, UserId actor) {
        Messenger messenger = stage.messenger();
        Abilities abilities = messenger.chats().abilities();
        ChatId chat = scene.chat();
        Map<String, UserId> people = new LinkedHashMap<>(scene.actors());
        people.put("newcomer", user());
        if (scene.writer() != null) {
            people.put("writer", scene.writer());
        }
        Map<String, Boolean> answers = new LinkedHashMap<>();
        Map<String, Boolean> outcomes = new LinkedHashMap<>();
        people.forEach((who, person) -> {
            answers.put("add " + who, abilities.canAdd(actor, person, chat));
            outcomes.put(
                    "add " + who, succeeds(() -> messenger.chats().membership().add(actor, chat, person)));
            answers.put("remove " + who, abilities.canRemove(actor, person, chat));
            outcomes.put(
                    "remove " + who,
                    succeeds(() -> messenger.chats().membership().remove(actor, chat, person)));
            for (Role role : Role.values()) {
                answers.put(who + " as " + role, abilities.canChangeRole(actor, person, role, chat));
                outcomes.put(
                        who + " as " + role,
                        succeeds(() -> messenger.chats().membership().changeRole(actor, chat, person, role)));
            }
            answers.put("write to " + who, abilities.canOpenPrivateChat(actor, person));
            outcomes.put(
                    "write to " + who,
                    succeeds(() -> messenger
                            .chats()
                            .creation()
                            .create(
                                    actor,
                                    new CreateChats.Command(
                                            ChatType.PRIVATE, null, null, null, false, List.of(person)))));
        });
        assertThat(answers).isEqualTo(outcomes);
    }

    private void tryWithMessages(Stage stage, Scene scene, UserId actor) {
        Messenger messenger = stage.messenger();
        String file = stage.upload(actor);
        Map<String, MessageId> messages = messages(scene, actor);
        Map<MessageId, MessageAbilities> told = messenger.chats().abilities().with(actor, messages.values());
        Map<String, MessageAbilities> answers = new LinkedHashMap<>();
        Map<String, MessageAbilities> outcomes = new LinkedHashMap<>();
        messages.forEach((kind, message) -> {
            answers.put(kind, told.getOrDefault(message, MessageAbilities.NONE));
            outcomes.put(
                    kind,
                    new MessageAbilities(
                            succeeds(() -> messenger.messages().sending().send(actor, text(scene.chat(), message))),
                            succeeds(() ->
                                    messenger.messages().editing().edit(actor, message, new MessageText("Edited"))),
                            succeeds(() -> messenger.messages().editing().deleteForAll(actor, message)),
                            succeeds(() -> messenger.messages().reactions().toggle(actor, message, new Emoji("👍"))),
                            succeeds(() -> messenger
                                    .messages()
                                    .files()
                                    .attach(actor, new AttachFiles.Command(message, file, MediaType.PNG, 1, null))),
                            succeeds(() -> messenger.chats().profiles().pin(actor, scene.chat(), message))));
            assertThat(messenger.chats().abilities().canSee(actor, message))
                    .as(kind)
                    .isEqualTo(succeeds(() -> messenger.messages().editing().deleteForMe(actor, message)));
            assertThat(messenger.chats().abilities().canEdit(actor, message))
                    .as(kind)
                    .isEqualTo(outcomes.get(kind).canEdit());
            assertThat(messenger.chats().abilities().canDeleteForAll(actor, message))
                    .as(kind)
                    .isEqualTo(outcomes.get(kind).canDeleteForAll());
        });
        assertThat(answers).isEqualTo(outcomes);
    }

    private Map<String, MessageId> messages(Scene scene, UserId actor) {
        ChatId chat = scene.chat();
        MessageId own = send(chat, actor, "My own");
        Map<String, MessageId> messages = new LinkedHashMap<>();
        messages.put("own text", own);
        messages.put("own picture", picture(chat, actor));
        messages.put("own forward", forward(chat, actor, own));
        messages.put("own hidden", hidden(chat, actor, send(chat, actor, "Hidden")));
        messages.put("own deleted", deleted(chat, send(chat, actor, "Deleted")));
        if (scene.writer() != null) {
            MessageId theirs = send(chat, scene.writer(), "Theirs");
            messages.put("their text", theirs);
            messages.put("their picture", picture(chat, scene.writer()));
            messages.put("their forward", forward(chat, scene.writer(), theirs));
            messages.put("hidden", hidden(chat, actor, send(chat, scene.writer(), "Hidden")));
        }
        return messages;
    }

    private MessageId picture(ChatId chat, UserId sender) {
        return send(new NewMessage(chat, sender, MessageType.IMAGE, null, null, null, NOW))
                .message()
                .id();
    }

    private MessageId forward(ChatId chat, UserId sender, MessageId message) {
        StoredMessage original = new StoredMessage(
                message, chat, sender, null, null, MessageType.TEXT, new MessageText("Text"), List.of(), NOW, NOW);
        return inTransaction(() -> {
            store().message().changes().lockChats(Set.of(chat), sender);
            return store().message()
                    .changes()
                    .forward(original, Set.of(chat), sender, true, NOW)
                    .get(chat)
                    .message()
                    .id();
        });
    }

    private MessageId hidden(ChatId chat, UserId member, MessageId message) {
        store().transactions().run(() -> store().message().changes().hide(chat, message, member));
        return message;
    }

    private MessageId deleted(ChatId chat, MessageId message) {
        store().transactions().run(() -> store().message().changes().delete(chat, message, NOW));
        return message;
    }

    private boolean isMember(ChatId chat, UserId user) {
        return store().chat().chats().standing(chat, user).orElseThrow().isMember();
    }

    private static SendMessages.Command text(ChatId chat, @Nullable MessageId replyTo) {
        return new SendMessages.Command(chat, MessageType.TEXT, new MessageText("Text"), null, replyTo);
    }

    /** Whether an action succeeds when it is tried. It is undone afterwards. */
    private boolean succeeds(Runnable deed) {
        try {
            store().transactions().run(() -> {
                deed.run();
                throw new ChangeOfMind();
            });
            throw new AssertionError("a transaction that throws returned");
        } catch (ChangeOfMind done) {
            return true;
        } catch (NotFound | Forbidden | RuleViolation | Conflict refused) {
            return false;
        }
    }
}
