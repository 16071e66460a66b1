package dev.messenger.application.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.media.port.AlreadyAttached;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.Waveform;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageNotFound;
import dev.messenger.domain.message.MessageType;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AttachFilesTest {

    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final ChatView chat = world.privateChat(ann, bob);
    private final MessageId picture = send(MessageType.IMAGE);
    private final MessageId voice = send(MessageType.VOICE);

    @Test
    @Tag("D2")
    void makesAnUploadAFileOfTheMessage() {
        Uploads.Ticket upload = world.upload(ann, "image/png", BYTES);
        MessageView.AttachmentView file = attach(ann, picture, upload, MediaType.PNG, null);

        assertThat(file.message()).isEqualTo(picture);
        assertThat(file.fileType()).isEqualTo(MediaType.PNG);
        assertThat(file.fileSize()).isEqualTo(5);
        assertThat(view(bob, picture).attachments()).as("others see it").containsExactly(file);
    }

    @Test
    @Tag("D4")
    void isReadBySignedLinksThatEnd() {
        MessageView.AttachmentView file =
                attach(ann, picture, world.upload(ann, "image/png", BYTES), MediaType.PNG, null);
        assertThat(world.storage().get(file.fileUrl()).bytes()).isEqualTo(BYTES);
        world.pass(Duration.ofHours(1));

        assertThatThrownBy(() -> world.storage().get(file.fileUrl())).isInstanceOf(Forbidden.class);
        assertThat(world.storage()
                        .get(view(bob, picture).attachments().getFirst().fileUrl())
                        .bytes())
                .as("reading again gives a fresh link")
                .isEqualTo(BYTES);
    }

    @Test
    @Tag("M14")
    void isAnUpdateOfTheMessage() {
        world.pass(Duration.ofSeconds(30));
        attach(ann, picture, world.upload(ann, "image/png", BYTES), MediaType.PNG, null);

        assertThat(view(ann, picture).message().updatedAt()).isEqualTo(world.now());
        assertThat(view(ann, picture).message().createdAt()).isEqualTo(World.START);
        assertThat(view(ann, voice).message().updatedAt())
                .as("of this one alone")
                .isEqualTo(World.START);
        assertThat(world.eventsOf(chat.id())).last().isEqualTo(new Event.MessageUpdated(chat.id(), picture, ann));
    }

    @Test
    @Tag("D2")
    void isForTheSenderAlone() {
        UserId eve = world.person("eve");

        assertThatThrownBy(() -> attach(bob, picture, world.upload(bob, "image/png", BYTES), MediaType.PNG, null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> attach(eve, picture, world.upload(eve, "image/png", BYTES), MediaType.PNG, null))
                .as("who cannot see the message")
                .isInstanceOf(MessageNotFound.class);
        assertThatThrownBy(() -> attach(
                        ann, new MessageId(1L << 50), world.upload(ann, "image/png", BYTES), MediaType.PNG, null))
                .isInstanceOf(MessageNotFound.class);
    }

    @Test
    @Tag("D2")
    void takesUploadsOfOnesOwnAlone() {
        Uploads.Ticket bobs = world.upload(bob, "image/png", BYTES);

        refuses("file_url", () -> attach(ann, picture, bobs, MediaType.PNG, null));
        refuses("file_url", () -> attach("https://example.com/" + bobs.key(), 5));
        refuses("file_url", () -> attach("file:///etc/passwd", 5));
        refuses("file_url", () -> attach("", 5));
        assertThat(view(ann, picture).attachments()).isEmpty();
    }

    @Test
    @Tag("D2")
    void wantsWhatWasDeclared() {
        Uploads.Ticket upload = world.upload(ann, "image/png", BYTES);

        refuses("file_type", () -> attach(ann, picture, upload, MediaType.JPEG, null));
        refuses("file_size", () -> attach(upload.address().toString(), 6));
    }

    @Test
    @Tag("D2")
    void wantsTheFileToBeThere() {
        Uploads.Ticket upload = world.messenger().media().uploads().issue(ann, "x", "image/png", BYTES.length);

        assertThatThrownBy(() -> attach(ann, picture, upload, MediaType.PNG, null))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.code()).isEqualTo("not_uploaded"));
        world.storage().put(upload.link().url(), upload.link().headers(), BYTES);
        assertThat(attach(ann, picture, upload, MediaType.PNG, null)).isNotNull();
    }

    @Test
    @Tag("D2")
    void anObjectIsAttachedOnce() {
        Uploads.Ticket upload = world.upload(ann, "image/png", BYTES);
        MessageId other = send(MessageType.IMAGE);
        List<Together.Outcome<MessageView.AttachmentView>> outcomes =
                Together.run(8, number -> attach(ann, number % 2 == 0 ? picture : other, upload, MediaType.PNG, null));

        assertThat(outcomes)
                .filteredOn(Together.Outcome::succeeded)
                .as("8 at once")
                .hasSize(1);
        assertThatThrownBy(() -> attach(ann, other, upload, MediaType.PNG, null))
                .isInstanceOf(AlreadyAttached.class);
    }

    @Test
    @Tag("D2")
    void aMessageHasAtMostTen() {
        for (int i = 0; i < 10; i++) {
            attach(ann, picture, world.upload(ann, "image/png", BYTES), MediaType.PNG, null);
        }

        assertThatThrownBy(() -> attach(ann, picture, world.upload(ann, "image/png", BYTES), MediaType.PNG, null))
                .isInstanceOf(RuleViolation.class);
        assertThat(view(bob, picture).attachments()).hasSize(10);
    }

    @Test
    @Tag("D3")
    void onlySoundHasAWaveform() {
        Waveform waveform = new Waveform(List.of(0, 15, 31));
        attach(ann, voice, world.upload(ann, "audio/ogg", BYTES), MediaType.OGG_AUDIO, waveform);
        assertThat(view(bob, voice).waveform()).isEqualTo(waveform);

        assertThatThrownBy(() -> attach(ann, picture, world.upload(ann, "image/png", BYTES), MediaType.PNG, waveform))
                .isInstanceOf(RuleViolation.class);
        assertThat(view(ann, picture).waveform()).isNull();
    }

    @Test
    @Tag("D5")
    void leavesNothingHalfMadeWhenTheStoreIsDown() {
        Uploads.Ticket upload = world.upload(ann, "image/png", BYTES);
        List<Event> before = world.eventsOf(chat.id());
        world.pass(Duration.ofSeconds(5));
        world.storage().answer(false);
        assertThatThrownBy(() -> attach(ann, picture, upload, MediaType.PNG, null))
                .isInstanceOf(Unavailable.class);

        assertThat(view(ann, picture).attachments()).isEmpty();
        assertThat(view(ann, picture).message().updatedAt()).isEqualTo(World.START);
        assertThat(world.eventsOf(chat.id())).isEqualTo(before);
        world.storage().answer(true);
        assertThat(attach(ann, picture, upload, MediaType.PNG, null))
                .as("the same again, when it is back")
                .isNotNull();
    }

    private MessageId send(MessageType type) {
        return world.send(ann, new SendMessages.Command(chat.id(), type, null, null, null))
                .message()
                .id();
    }

    private MessageView.AttachmentView attach(
            UserId caller, MessageId message, Uploads.Ticket upload, MediaType type, @Nullable Waveform waveform) {
        return world.messenger()
                .messages()
                .files()
                .attach(
                        caller,
                        new AttachFiles.Command(message, upload.address().toString(), type, BYTES.length, waveform));
    }

    private void attach(String fileUrl, long size) {
        world.messenger()
                .messages()
                .files()
                .attach(ann, new AttachFiles.Command(picture, fileUrl, MediaType.PNG, size, null));
    }

    private MessageView view(UserId viewer, MessageId message) {
        return world.messenger().messages().reading().history(viewer, chat.id(), null, 50).stream()
                .filter(view -> view.message().id().equals(message))
                .findFirst()
                .orElseThrow();
    }

    private static void refuses(String field, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
