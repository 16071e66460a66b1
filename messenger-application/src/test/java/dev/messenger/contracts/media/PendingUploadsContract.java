package dev.messenger.contracts.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.PendingUploads;
import dev.messenger.application.media.port.PendingUploads.Total;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.people.port.Profile;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uploads that nothing uses yet (rule D7). */
@Tag("D7")
@PortContract(PendingUploads.class)
public interface PendingUploadsContract extends StoreContract {

    @Test
    default void nothingIsPendingAtFirst() {
        UserId user = user();

        assertThat(total(user)).isEqualTo(new Total(0, 0));
        assertThat(pending().unconfirmed(user, NOW, 10)).isEmpty();
    }

    @Test
    default void theUploadsOfOneUserAreAddedUp() {
        UserId user = user();
        issue(user, 5_000_000_000L, NOW);
        issue(user, 7, NOW);
        issue(user(), 1, NOW);

        assertThat(total(user)).isEqualTo(new Total(2, 5_000_000_007L));
    }

    @Test
    default void whatAMessageHasIsNotPending() {
        UserId user = user();
        Upload upload = issue(user, 3, NOW);
        var message = send(group(user), user, "With a file");
        store().transactions().run(() -> attachments().attach(upload, message, null, 10, NOW));

        assertThat(total(user)).isEqualTo(new Total(0, 0));
        assertThat(pending().unconfirmed(user, NOW, 10)).isEmpty();
    }

    @Test
    default void storedIsWhatIsPendingOrInUse() {
        UserId user = user();
        assertThat(pending().storedBytes(user)).isZero();
        Upload attached = issue(user, 5_000_000_000L, NOW);
        Upload unused = issue(user, 7, NOW);
        issue(user(), 1, NOW);
        var message = send(group(user), user, "With a file");
        store().transactions().run(() -> attachments().attach(attached, message, null, 10, NOW));

        assertThat(pending().storedBytes(user)).isEqualTo(5_000_000_007L);
        abandon(unused.key(), NOW);
        assertThat(pending().storedBytes(user)).isEqualTo(5_000_000_000L);
    }

    @Test
    default void anAvatarOfAUserOrChatIsNotPending() {
        UserId user = user();
        Upload own = issue(user, 3, NOW);
        Upload ofChat = issue(user, 4, NOW);
        Upload unused = issue(user, 5, NOW);
        ChatId chat = group(user);
        show(user, new Avatar.Uploaded(own.key()));
        store().transactions().run(() -> store().chat().chats().changeAvatar(chat, new Avatar.Uploaded(ofChat.key())));

        assertThat(total(user)).isEqualTo(new Total(1, 5));
        assertThat(pending().unconfirmed(user, NOW, 10)).containsExactly(unused.key());
        abandon(own.key(), NOW);
        abandon(ofChat.key(), NOW);
        assertThat(attachments().findUpload(own.key())).as("in use").isPresent();
        assertThat(attachments().findUpload(ofChat.key())).as("in use").isPresent();
    }

    @Test
    default void unconfirmedAreTheOldestFirstUpToAnInstant() {
        UserId user = user();
        Upload third = issue(user, 1, NOW);
        Upload first = issue(user, 1, NOW.minusSeconds(2));
        Upload second = issue(user, 1, NOW.minusSeconds(1));
        issue(user, 1, NOW.plusMillis(1));
        issue(user(), 1, NOW);

        assertThat(pending().unconfirmed(user, NOW, 10)).containsExactly(first.key(), second.key(), third.key());
        assertThat(pending().unconfirmed(user, NOW, 2)).containsExactly(first.key(), second.key());
    }

    @Test
    default void aConfirmedUploadGoesOnCounting() {
        UserId user = user();
        Upload upload = issue(user, 9, NOW);
        store().transactions().run(() -> {
            pending().confirm(upload.key());
            pending().confirm(upload.key());
            pending().confirm(newKey());
        });

        assertThat(pending().unconfirmed(user, NOW, 10)).isEmpty();
        assertThat(total(user)).isEqualTo(new Total(1, 9));
        assertThat(attachments().findUpload(upload.key())).contains(upload);
    }

    @Test
    @Tag("D6")
    default void anAbandonedUploadIsNoneAndItsKeyIsRemovedWhenItWouldHaveExpired() {
        UserId user = user();
        Upload upload = issue(user, 9, NOW);
        abandon(upload.key(), NOW);
        abandon(upload.key(), NOW);
        abandon(newKey(), NOW);

        assertThat(total(user)).isEqualTo(new Total(0, 0));
        assertThat(attachments().findUpload(upload.key())).isEmpty();
        Instant expiry = NOW.plus(Upload.UNUSED_TTL);
        assertThat(taken(expiry.minusMillis(1))).doesNotContain(upload.key());
        assertThat(taken(expiry)).contains(upload.key());
    }

    @Test
    default void whatAMessageHasOrIsReservedIsNotAbandoned() {
        UserId user = user();
        Upload attached = issue(user, 1, NOW);
        Upload reserved = issue(user, 1, NOW);
        var message = send(group(user), user, "With a file");
        store().transactions().run(() -> {
            attachments().attach(attached, message, null, 10, NOW);
            attachments().reserve(reserved.key(), NOW.plusSeconds(60));
        });
        abandon(attached.key(), NOW);
        abandon(reserved.key(), NOW);

        assertThat(attachments().findUpload(attached.key())).isPresent();
        assertThat(attachments().findUpload(reserved.key())).isPresent();
        abandon(reserved.key(), NOW.plusSeconds(60));
        assertThat(attachments().findUpload(reserved.key()))
                .as("no longer reserved")
                .isEmpty();
    }

    @Test
    default void anUploadIsAttachedOrAbandonedNeverBoth() {
        UserId user = user();
        var chat = group(user);
        for (int round = 0; round < 10; round++) {
            Upload upload = issue(user, 1, NOW);
            var message = send(chat, user, "Round " + round);
            List<Together.Outcome<Boolean>> outcomes = Together.run(2, number -> {
                if (number == 0) {
                    attachments().attach(upload, message, null, 10, NOW);
                } else {
                    abandon(upload.key(), NOW);
                }
                return true;
            });
            assertThat(attachments().findUpload(upload.key()).isPresent())
                    .isEqualTo(outcomes.getFirst().succeeded());
        }
    }

    @Test
    default void ofManyAtOnceOneFindsTheLastFreePlace() {
        UserId user = user();
        List<Boolean> issued = Together.succeed(
                8,
                number -> inTransaction(() -> {
                    boolean free = pending().lockAndCount(user).count() < 1;
                    if (free) {
                        issue(user, 1, NOW);
                    }
                    return free;
                }));

        assertThat(issued).as("8 at once for the last place").containsOnlyOnce(true);
        assertThat(total(user)).isEqualTo(new Total(1, 1));
    }

    @Test
    default void aRollbackLeavesItAsItWas() {
        UserId user = user();
        Upload one = issue(user, 1, NOW);
        Upload other = issue(user, 1, NOW);
        rolledBack(() -> {
            pending().confirm(one.key());
            pending().abandon(other.key(), NOW);
        });

        assertThat(pending().unconfirmed(user, NOW, 10)).containsExactlyInAnyOrder(one.key(), other.key());
    }

    private Upload issue(UserId owner, long size, Instant at) {
        Upload upload = new Upload(newKey(), owner, MediaType.PNG, size, at);
        store().transactions().run(() -> attachments().addUpload(upload));
        return upload;
    }

    private static ObjectKey newKey() {
        return ObjectKey.upload(Unique.name("key"), MediaType.PNG);
    }

    private void show(UserId user, @Nullable Avatar avatar) {
        store().transactions().run(() -> {
            Profile locked = store().people().profiles().lock(user).orElseThrow();
            Profile.Face face = locked.face();
            store().people()
                    .profiles()
                    .save(locked.with(
                            new Profile.Face(face.name(), face.username(), face.bio(), avatar), locked.privacy(), NOW));
        });
    }

    private void abandon(ObjectKey key, Instant now) {
        store().transactions().run(() -> pending().abandon(key, now));
    }

    private Total total(UserId user) {
        return inTransaction(() -> pending().lockAndCount(user));
    }

    private List<ObjectKey> taken(Instant now) {
        return inTransaction(() -> store().media().objectRemovals().take(now, now, 10_000));
    }

    private Attachments attachments() {
        return store().media().attachments();
    }

    private PendingUploads pending() {
        return store().media().pendingUploads();
    }
}
