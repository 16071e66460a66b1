package dev.messenger.contracts.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.application.media.port.Attachments;
import dev.messenger.application.media.port.Upload;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Together;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.media.Attachment;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.shared.RuleViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Uploads and attachments (rule D2). */
@Tag("D2")
@PortContract(Attachments.class)
public interface AttachmentsContract extends StoreContract {

    /** The maximum number of files of a message. */
    int MAX = 10;

    @Test
    default void knowsNoUploadThatWasNotIssued() {
        assertThat(store().media().attachments().findUpload(ObjectKey.upload(Unique.name("key"), MediaType.PNG)))
                .isEmpty();
    }

    @Test
    default void keepsAnUploadAsItWasIssued() {
        UserId user = user();
        for (MediaType type : MediaType.values()) {
            Upload upload = issue(user, type, 5_000_000_000L);
            assertThat(store().media().attachments().findUpload(upload.key())).contains(upload);
        }
    }

    @Test
    default void forgetsAnUploadThatWasRolledBack() {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), MediaType.PNG), user(), MediaType.PNG, 1, NOW);
        rolledBack(() -> store().media().attachments().addUpload(upload));

        assertThat(store().media().attachments().findUpload(upload.key())).isEmpty();
    }

    @Test
    default void makesAFileOfAMessage() {
        UserId user = user();
        MessageId message = message(user);
        Upload upload = issue(user, MediaType.OGG_AUDIO, 321);
        Waveform waveform = new Waveform(List.of(0, 31, 7));
        Attachment attached = attach(upload, message, waveform);

        assertThat(attached)
                .isEqualTo(new Attachment(attached.id(), message, upload.key(), MediaType.OGG_AUDIO, 321, waveform));
        assertThat(filesOf(message, user)).as("the message carries it").containsExactly(attached);
    }

    @Test
    default void historyAndReplayCarryTheFiles() {
        UserId user = user();
        ChatId chat = group(user);
        var sent = text(chat, user, "With files", "client-1", null);
        MessageId message = send(sent).message().id();
        send(chat, user, "Without");
        List<Attachment> files = List.of(
                attach(issue(user, MediaType.PNG, 1), message, null),
                attach(issue(user, MediaType.PDF, 2), message, null),
                attach(issue(user, MediaType.ZIP, 3), message, null));

        assertThat(filesOf(message, user)).as("in the order of attaching").isEqualTo(files);
        var page = store().message()
                .messages()
                .history(chat, user, null, 10)
                .orElseThrow()
                .messages();
        assertThat(page.get(0).message().attachments()).as("another message").isEmpty();
        assertThat(page.get(1).message().attachments()).as("history").isEqualTo(files);
        assertThat(factsAbout(sent).earlier().message().message().attachments())
                .as("the replay")
                .isEqualTo(files);
    }

    @Test
    default void anUploadIsAttachedOnce() {
        UserId user = user();
        Upload upload = issue(user, MediaType.PNG, 1);
        MessageId first = message(user);
        MessageId second = message(user);
        attach(upload, first, null);

        assertThatThrownBy(() -> attach(upload, second, null))
                .as("to another message")
                .isInstanceOf(AlreadyAttached.class);
        assertThatThrownBy(() -> attach(upload, first, null))
                .as("to the same message")
                .isInstanceOf(AlreadyAttached.class);
        assertThat(filesOf(second, user)).isEmpty();
        assertThat(filesOf(first, user)).hasSize(1);
    }

    @Test
    default void aRollbackLeavesTheUploadFree() {
        UserId user = user();
        Upload upload = issue(user, MediaType.PNG, 1);
        MessageId message = message(user);
        rolledBack(() -> store().media().attachments().attach(upload, message, null, MAX, NOW));
        assertThat(filesOf(message, user)).isEmpty();

        assertThat(attach(upload, message, null)).isNotNull();
    }

    @Test
    default void ofManyAtOnceOneGetsTheUpload() {
        UserId user = user();
        Upload upload = issue(user, MediaType.PNG, 1);
        List<MessageId> messages = new ArrayList<>();
        ChatId chat = group(user);
        for (int i = 0; i < 8; i++) {
            messages.add(send(chat, user, "Message " + i));
        }
        List<Together.Outcome<Attachment>> outcomes =
                Together.run(8, number -> attach(upload, messages.get(number), null));

        assertThat(outcomes)
                .filteredOn(Together.Outcome::succeeded)
                .as("8 at once for one upload")
                .hasSize(1);
        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Objects::nonNull)
                .allMatch(AlreadyAttached.class::isInstance);
    }

    @Test
    default void aMessageHasNoMoreThanItMay() {
        UserId user = user();
        MessageId message = message(user);
        for (int i = 0; i < MAX; i++) {
            attach(issue(user, MediaType.PNG, 1), message, null);
        }
        Upload eleventh = issue(user, MediaType.PNG, 1);

        assertThatThrownBy(() -> attach(eleventh, message, null)).isInstanceOf(RuleViolation.class);
        assertThat(filesOf(message, user)).hasSize(MAX);
        assertThat(attach(eleventh, message(user), null))
                .as("the upload is still free")
                .isNotNull();
    }

    @Test
    default void ofManyAtOnceNoMoreThanMayAreAttached() {
        UserId user = user();
        MessageId message = message(user);
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < MAX + 6; i++) {
            uploads.add(issue(user, MediaType.PNG, 1));
        }
        List<Together.Outcome<Attachment>> outcomes =
                Together.run(uploads.size(), number -> attach(uploads.get(number), message, null));

        assertThat(outcomes)
                .filteredOn(Together.Outcome::succeeded)
                .as("16 at once")
                .hasSize(MAX);
        assertThat(outcomes)
                .extracting(Together.Outcome::error)
                .filteredOn(Objects::nonNull)
                .allMatch(RuleViolation.class::isInstance);
        assertThat(filesOf(message, user)).hasSize(MAX);
    }

    private Upload issue(UserId owner, MediaType type, long size) {
        Upload upload = new Upload(ObjectKey.upload(Unique.name("key"), type), owner, type, size, NOW);
        store().transactions().run(() -> store().media().attachments().addUpload(upload));
        return upload;
    }

    private MessageId message(UserId sender) {
        return send(group(sender), sender, "Message");
    }

    private Attachment attach(Upload upload, MessageId message, @Nullable Waveform waveform) {
        return inTransaction(() -> attachments().attach(upload, message, waveform, MAX, NOW));
    }

    private List<Attachment> filesOf(MessageId message, UserId viewer) {
        return store().message()
                .messages()
                .find(message, viewer)
                .orElseThrow()
                .message()
                .attachments();
    }

    private Attachments attachments() {
        return store().media().attachments();
    }
}
