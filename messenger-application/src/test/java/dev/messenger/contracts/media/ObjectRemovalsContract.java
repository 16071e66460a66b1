package dev.messenger.contracts.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.ObjectRemovals;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.port.MessageChanges;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Unused objects are removed once, and no others (rule D6). Each test uses a time of its own, long after those of the
 * others. Their leftovers are due as well, so no test relies on an empty store.
 */
@Tag("D6")
@PortContract(ObjectRemovals.class)
public interface ObjectRemovalsContract extends StoreContract {

    /** An instant long after all uploads of other tests are due. */
    Instant DAY = NOW.plus(Duration.ofHours(24));

    Duration LEASE = Duration.ofMinutes(1);

    @Test
    default void anUploadThatIsStillYoungStays() {
        Upload upload = issue(NOW);
        collectAll(DAY.minusMillis(1));

        assertThat(attachments().findUpload(upload.key())).contains(upload);
        assertThat(takeAll(DAY.minusMillis(1))).doesNotContain(upload.key());
    }

    @Test
    default void anUploadThatWasNeverAttachedGoesAfterADay() {
        Upload upload = issue(NOW);
        collectAll(DAY);

        assertThat(attachments().findUpload(upload.key())).isEmpty();
        assertThat(takeAll(DAY)).contains(upload.key());
    }

    @Test
    default void whatWasCollectedCannotBeAttachedAnyMore() {
        Upload upload = issue(NOW);
        UserId user = upload.owner();
        var message = send(group(user), user, "Too late");
        collectAll(DAY);

        assertThatThrownBy(() -> attachments().attach(upload, message, null, 10, DAY))
                .isInstanceOf(AlreadyAttached.class);
        assertThat(attachments().reserve(upload.key(), DAY.plusSeconds(60))).isFalse();
    }

    @Test
    default void anAttachedUploadStays() {
        Upload upload = issue(NOW);
        UserId user = upload.owner();
        attachments().attach(upload, send(group(user), user, "With a file"), null, 10, NOW);
        collectAll(DAY.plus(Duration.ofDays(365)));

        assertThat(attachments().findUpload(upload.key())).contains(upload);
        assertThat(takeAll(DAY.plus(Duration.ofDays(365)))).doesNotContain(upload.key());
    }

    @Test
    @Tag("H11")
    default void theFilesOfADeletedChatGo() {
        Upload upload = issue(NOW);
        UserId user = upload.owner();
        var chat = group(user);
        attachments().attach(upload, send(chat, user, "With a file"), null, 10, NOW);
        inTransaction(() -> {
            store().chat().chats().remove(chat, NOW);
            return true;
        });
        while (store().chat().purge().purge(100, DAY)) {
            // go on
        }
        collectAll(NOW);

        assertThat(attachments().findUpload(upload.key())).isEmpty();
        assertThat(takeAll(NOW)).contains(upload.key());
    }

    @Test
    @Tag("M8")
    @Tag("M10")
    default void aSharedObjectGoesWithTheLastOfItsMessages() {
        Upload upload = issue(NOW);
        UserId user = upload.owner();
        var chat = group(user);
        var elsewhere = group(user);
        var original = send(chat, user, "With a file");
        attachments().attach(upload, original, null, 10, NOW);
        MessageChanges changes = store().message().changes();
        var forward = inTransaction(() -> {
            changes.lockChats(Set.of(elsewhere), user);
            var held = changes.lockMessage(original, user).orElseThrow();
            return changes.forward(held.message().message(), Set.of(elsewhere), user, true, NOW);
        });
        delete(original, chat, user);
        collectAll(NOW);
        assertThat(attachments().findUpload(upload.key()))
                .as("the forward has it")
                .isPresent();

        delete(forward.values().iterator().next().message().id(), elsewhere, user);
        collectAll(NOW);
        assertThat(attachments().findUpload(upload.key())).isEmpty();
        assertThat(takeAll(NOW)).contains(upload.key());
    }

    private void delete(MessageId message, ChatId chat, UserId user) {
        MessageChanges changes = store().message().changes();
        store().transactions().run(() -> {
            changes.lockChatOf(message);
            assertThat(changes.lockMessage(message, user))
                    .as("a message to delete")
                    .isPresent();
            changes.delete(chat, message, NOW);
        });
    }

    @Test
    @Tag("H9")
    default void theAvatarOfAChatStaysUntilItIsReplaced() {
        Upload upload = issue(NOW);
        var chat = group(upload.owner());
        attachments().reserve(upload.key(), NOW);
        store().transactions().run(() -> store().chat().chats().changeAvatar(chat, new Avatar.Uploaded(upload.key())));
        collectAll(DAY);
        assertThat(attachments().findUpload(upload.key())).contains(upload);

        store().transactions().run(() -> store().chat().chats().changeAvatar(chat, null));
        collectAll(DAY);
        assertThat(attachments().findUpload(upload.key())).isEmpty();
    }

    @Test
    default void aReservedUploadStaysUntilTheReservationEnds() {
        Upload upload = issue(NOW);
        Instant end = DAY.plus(Duration.ofMinutes(10));
        assertThat(attachments().reserve(upload.key(), end)).isTrue();
        assertThat(attachments().reserve(upload.key(), DAY)).as("a shorter one").isTrue();
        collectAll(end.minusMillis(1));
        assertThat(attachments().findUpload(upload.key())).isPresent();

        collectAll(end);
        assertThat(attachments().findUpload(upload.key())).isEmpty();
    }

    @Test
    default void whatIsUnknownCannotBeReserved() {
        assertThat(attachments().reserve(ObjectKey.upload(Unique.name("key"), MediaType.PNG), DAY))
                .isFalse();
    }

    @Test
    default void aRollbackTakesNothing() {
        Upload upload = issue(NOW);
        rolledBack(() -> collectAll(DAY));

        assertThat(attachments().findUpload(upload.key())).contains(upload);
    }

    @Test
    default void whatWasTakenComesBackUnlessItIsReported() {
        Upload upload = issue(NOW);
        collectAll(DAY);
        assertThat(takeAll(DAY)).contains(upload.key());
        assertThat(takeAll(DAY.plus(LEASE).minusMillis(1)))
                .as("somebody else has it in hand")
                .doesNotContain(upload.key());
        assertThat(takeAll(DAY.plus(LEASE))).as("or died over it").contains(upload.key());

        removals().removed(upload.key(), DAY.plus(LEASE));
        assertThat(takeAll(DAY.plus(Duration.ofDays(365)))).doesNotContain(upload.key());
        removals().removed(upload.key(), DAY.plus(LEASE));
    }

    @Test
    default void whatCanStillBePutAgainIsRemovedAgain() {
        Upload upload = issue(NOW);
        collectAll(DAY);
        assertThat(takeAll(DAY)).contains(upload.key());

        removals().removed(upload.key(), NOW.plus(Upload.LINK_TTL).minusMillis(1));
        assertThat(takeAll(DAY)).as("once more").contains(upload.key());
        removals().removed(upload.key(), NOW.plus(Upload.LINK_TTL));
        assertThat(takeAll(DAY.plus(Duration.ofDays(365)))).doesNotContain(upload.key());
    }

    @Test
    default void manyAtOnceTakeEachObjectOnce() {
        List<ObjectKey> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            keys.add(issue(NOW).key());
        }
        List<Together.Outcome<List<ObjectKey>>> outcomes = Together.run(8, number -> {
            collectAll(DAY);
            return takeAll(DAY);
        });

        assertThat(outcomes).allMatch(Together.Outcome::succeeded);
        List<ObjectKey> taken = new ArrayList<>();
        outcomes.forEach(outcome -> taken.addAll(outcome.value()));
        collectAll(DAY);
        taken.addAll(takeAll(DAY));
        Set<ObjectKey> distinct = new HashSet<>(taken);
        assertThat(taken).as("none twice").hasSameSizeAs(distinct);
        assertThat(distinct).as("all of them").containsAll(keys);
    }

    @Test
    default void anUploadIsAttachedOrCollectedNeverBoth() {
        UserId user = user();
        var chat = group(user);
        for (int round = 0; round < 10; round++) {
            Upload upload = issue(user, NOW);
            var message = send(chat, user, "Round " + round);
            List<Together.Outcome<Boolean>> outcomes = Together.run(2, number -> {
                if (number == 0) {
                    attachments().attach(upload, message, null, 10, DAY);
                } else {
                    collectAll(DAY);
                }
                return true;
            });
            boolean attached = outcomes.getFirst().succeeded();
            assertThat(attachments().findUpload(upload.key()).isPresent()).isEqualTo(attached);
            assertThat(takeAll(DAY).contains(upload.key())).isEqualTo(!attached);
        }
    }

    private Upload issue(Instant at) {
        return issue(user(), at);
    }

    private Upload issue(UserId owner, Instant at) {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), owner, MediaType.PNG, 1, at);
        attachments().addUpload(upload);
        return upload;
    }

    private void collectAll(Instant now) {
        int limit = 7;
        while (removals().collect(now, limit) == limit) {
            // go on
        }
    }

    private List<ObjectKey> takeAll(Instant now) {
        List<ObjectKey> all = new ArrayList<>();
        List<ObjectKey> batch;
        do {
            batch = removals().take(now, now.plus(LEASE), 7);
            assertThat(batch).hasSizeLessThanOrEqualTo(7);
            all.addAll(batch);
        } while (!batch.isEmpty());
        return all;
    }

    private Attachments attachments() {
        return store().media().attachments();
    }

    private ObjectRemovals removals() {
        return store().media().objectRemovals();
    }
}
