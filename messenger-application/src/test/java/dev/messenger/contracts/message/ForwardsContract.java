package dev.messenger.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.LockedMessage;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.StoredMessage;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.DeliveryStatus;
import dev.messenger.domain.message.MessageId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forwards of messages (rule M10). */
@Tag("M10")
@PortContract(MessageChanges.class)
public interface ForwardsContract extends StoreContract {

    @Test
    default void aForwardIsAMessageOfTheForwardingUser() {
        UserId author = user();
        UserId sender = user();
        MessageId original = send(group(author, sender), author, "Look");
        ChatId target = group(sender);
        MessageWithStatus forward =
                forward(original, sender, true, Set.of(target)).get(target);
        StoredMessage message = forward.message();

        assertThat(message)
                .isEqualTo(new StoredMessage(
                        message.id(),
                        target,
                        sender,
                        null,
                        original,
                        message.type(),
                        message.text(),
                        List.of(),
                        NOW.plusSeconds(1),
                        NOW.plusSeconds(1)));
        assertThat(message.text().value()).isEqualTo("Look");
        assertThat(forward.status()).isEqualTo(DeliveryStatus.SENT);
        assertThat(store().message().messages().find(message.id(), sender)).contains(forward);
    }

    @Test
    default void aForwardOfAForwardNamesTheOriginal() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId original = send(chat, sender, "Look");
        MessageId first = forward(original, sender, true, Set.of(chat))
                .get(chat)
                .message()
                .id();

        assertThat(forward(first, sender, true, Set.of(chat))
                        .get(chat)
                        .message()
                        .forwardedFrom())
                .isEqualTo(original);
    }

    @Test
    default void withoutItsAuthorItNamesNobodyAndIsAForwardAllTheSame() {
        UserId sender = user();
        ChatId chat = group(sender);
        MessageId original = send(chat, sender, "Look");
        StoredMessage forward =
                forward(original, sender, false, Set.of(chat)).get(chat).message();

        assertThat(forward.forwardedFrom()).isNull();
        assertThat(inTransaction(() -> changes().lockMessage(forward.id(), sender))
                        .orElseThrow()
                        .isForward())
                .isTrue();
    }

    @Test
    default void filesGoAlongAndTheOriginalKeepsItsOwn() {
        UserId sender = user();
        ChatId chat = group(sender);
        ChatId target = group(sender);
        MessageId original = send(chat, sender, "With files");
        Attachment one = attach(original, sender, new Waveform(List.of(1, 2)));
        Attachment two = attach(original, sender, null);
        StoredMessage forward =
                forward(original, sender, true, Set.of(target)).get(target).message();

        assertThat(forward.attachments())
                .as("the same objects, in their order")
                .extracting(Attachment::key, Attachment::waveform, Attachment::message)
                .containsExactly(
                        tuple(one.key(), one.waveform(), forward.id()), tuple(two.key(), two.waveform(), forward.id()));
        assertThat(store().message()
                        .messages()
                        .find(original, sender)
                        .orElseThrow()
                        .message()
                        .attachments())
                .containsExactly(one, two);
    }

    @Test
    @Tag("M6")
    default void mentionsAreThoseOfTheTarget() {
        UserId sender = user();
        UserId member = user();
        UserId stranger = user();
        ChatId target = group(sender, member);
        ChatId chat = group(sender, stranger);
        MessageId original = send(chat, sender, "@" + username(member) + " @" + username(stranger));
        forward(original, sender, true, Set.of(target));

        assertThat(store().chat()
                        .list()
                        .find(member, target)
                        .orElseThrow()
                        .mine()
                        .unreadMentions())
                .isEqualTo(1);
        assertThat(store().chat()
                        .list()
                        .find(stranger, chat)
                        .orElseThrow()
                        .mine()
                        .unreadMentions())
                .as("of the original")
                .isEqualTo(1);
    }

    @Test
    @Tag("M17")
    default void aNameMeansWhomItMeansInTheOriginal() {
        UserId sender = user();
        UserId one = user();
        UserId other = user();
        ChatId chat = group(sender, one);
        ChatId target = group(sender, one, other);
        String name = username(one);
        MessageId original = send(chat, sender, "Hello @" + name);
        rename(one, name + "_old");
        rename(other, name);
        forward(original, sender, true, Set.of(target));

        assertThat(unreadMentions(one, target)).as("who bore the name").isEqualTo(1);
        assertThat(unreadMentions(other, target)).as("who bears it now").isZero();
    }

    @Test
    @Tag("M18")
    default void aForwardIsNotOlderThanTheMessageBeforeIt() {
        UserId sender = user();
        ChatId chat = group(sender);
        ChatId target = group(sender);
        MessageId original = send(chat, sender, "Hello");
        send(text(target, sender, "By a fast clock", null, null).at(NOW.plusSeconds(5)));

        assertThat(forward(original, sender, true, Set.of(target))
                        .get(target)
                        .message()
                        .createdAt())
                .isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    default void eachTargetGetsOneAndItsEvent() {
        UserId sender = user();
        MessageId original = send(group(sender), sender, "Look");
        List<ChatId> targets = List.of(group(sender), group(sender), group(sender));
        long start = store().outbox().last();
        Map<ChatId, MessageWithStatus> forwards = forward(original, sender, true, Set.copyOf(targets));

        assertThat(forwards).containsOnlyKeys(targets);
        assertThat(store().outbox()
                        .missed(sender, start, store().outbox().last(), 10)
                        .events())
                .extracting(Outbox.Recorded::event)
                .containsExactlyInAnyOrderElementsOf(targets.stream()
                        .<Event>map(target -> new Event.MessageCreated(
                                target, forwards.get(target).message().id(), sender))
                        .toList());
    }

    @Test
    default void aRollbackForwardsToNone() {
        UserId sender = user();
        ChatId chat = group(sender);
        ChatId target = group(sender);
        MessageId original = send(chat, sender, "Look");
        rolledBack(() -> forward(original, sender, true, Set.of(chat, target)));

        assertThat(history(target, sender)).isEmpty();
        assertThat(history(chat, sender)).containsExactly(original);
    }

    @Test
    @Tag("M13")
    default void manyAtOnceIntoTheSameChatsDoNotWaitForEver() {
        UserId sender = user();
        List<ChatId> targets = List.of(group(sender), group(sender), group(sender));
        MessageId original = send(group(sender), sender, "Look");
        Together.succeed(4, number -> {
            for (int i = 0; i < 5; i++) {
                forward(original, sender, true, Set.copyOf(targets));
            }
            return number;
        });

        assertThat(targets)
                .allSatisfy(target ->
                        assertThat(history(target, sender)).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder()));
    }

    private Map<ChatId, MessageWithStatus> forward(
            MessageId original, UserId sender, boolean withAuthor, Set<ChatId> targets) {
        return inTransaction(() -> {
            changes().lockChats(targets, sender);
            LockedMessage locked = changes().lockMessage(original, sender).orElseThrow();
            return changes().forward(locked.message().message(), targets, sender, withAuthor, NOW.plusSeconds(1));
        });
    }

    private Attachment attach(MessageId message, UserId sender, @Nullable Waveform waveform) {
        Upload upload = new Upload(
                ObjectKey.upload(Unique.name("key"), MediaType.OGG_AUDIO), sender, MediaType.OGG_AUDIO, 1, NOW);
        return inTransaction(() -> {
            store().media().attachments().addUpload(upload);
            return store().media().attachments().attach(upload, message, waveform, 10, NOW);
        });
    }

    private List<MessageId> history(ChatId chat, UserId viewer) {
        return store().message().messages().history(chat, viewer, null, 200).orElseThrow().messages().stream()
                .map(seen -> seen.message().id())
                .toList();
    }

    private int unreadMentions(UserId member, ChatId chat) {
        return store().chat().list().find(member, chat).orElseThrow().mine().unreadMentions();
    }

    private String username(UserId user) {
        return store().account().accounts().find(user).orElseThrow().username().value();
    }

    private MessageChanges changes() {
        return store().message().changes();
    }
}
