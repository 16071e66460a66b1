package dev.messenger.application.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.CapsOf;
import dev.messenger.application.Messenger;
import dev.messenger.application.World;
import dev.messenger.application.media.port.Upload;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.people.ProfileChange;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.shared.RuleViolation;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much a user uploads without using it. */
@Tag("D7")
class UploadBoundsTest {

    private static final byte[] FILE = new byte[10];

    private final World world = new World(CapsOf.uploads(3, 100, 0));
    private final UserId ann = world.person("ann");

    @Test
    void soManyLinksAreIssuedForFilesThatNothingUses() {
        issue(1);
        issue(1);
        issue(1);

        refuses(1);
        UserId bob = world.person("bob");
        assertThat(world.messenger().media().uploads().issue(bob, "file", "image/png", 1))
                .as("another user")
                .isNotNull();
    }

    @Test
    void soManyBytesAreDeclaredForFilesThatNothingUses() {
        issue(60);
        refuses(41);
        issue(40);
        refuses(1);
    }

    @Test
    void ofManyAtOnceOneGetsTheLastLink() {
        issue(1);
        issue(1);

        Together.requireOneWinner("the last link", Together.run(8, number -> issue(1)), RuleViolation.class);
    }

    @Test
    void whatIsAttachedOrShownDoesNotCount() {
        MessageView message = world.send(ann, world.group(ann), "With a file");
        Uploads.Ticket file = world.upload(ann, "image/png", FILE);
        Uploads.Ticket avatar = world.upload(ann, "image/png", FILE);
        issue(1);
        refuses(1);
        attach(file, message);
        world.messenger()
                .people()
                .profiles()
                .change(
                        ann,
                        new ProfileChange(
                                null,
                                null,
                                null,
                                new ProfileChange.Clearable(avatar.address().toString()),
                                null,
                                ProfileChange.Privacy.UNCHANGED));

        issue(1);
        issue(1);
        refuses(1);
    }

    @Test
    void aLinkThatExpiredUnusedStopsCounting() {
        issue(1);
        world.upload(ann, "image/png", FILE);
        issue(1);
        world.pass(Upload.LINK_TTL.multipliedBy(2).minusMillis(1));
        refuses(1);
        world.pass(Duration.ofMillis(1));

        issue(1);
        issue(1);
        refuses(1);
    }

    @Test
    @Tag("D6")
    void whatWasUploadedCountsUntilItIsRemoved() {
        for (int i = 0; i < 3; i++) {
            world.upload(ann, "image/png", FILE);
        }
        world.pass(Upload.UNUSED_TTL.minusMillis(1));
        world.messenger().media().cleanUp().run();
        refuses(1);
        world.pass(Duration.ofMillis(1));
        world.messenger().media().cleanUp().run();

        issue(1);
    }

    @Test
    void allFilesOfAUserHaveSoManyBytes() {
        Uploads tight = Messenger.over(world.ports(), CapsOf.uploads(3, 100, 25), world::now)
                .media()
                .uploads();
        MessageView message = world.send(ann, world.group(ann), "With files");
        for (int i = 0; i < 2; i++) {
            attach(world.upload(ann, "image/png", FILE), message);
        }

        assertThatThrownBy(() -> tight.issue(ann, "file", "image/png", 6))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo("storage_quota"));
        assertThat(tight.issue(ann, "file", "image/png", 5)).isNotNull();
        world.messenger()
                .messages()
                .editing()
                .deleteForAll(ann, message.message().id());
        world.messenger().media().cleanUp().run();
        assertThat(tight.issue(ann, "file", "image/png", 20))
                .as("there is room again")
                .isNotNull();
    }

    private void attach(Uploads.Ticket file, MessageView message) {
        world.messenger()
                .messages()
                .files()
                .attach(
                        ann,
                        new AttachFiles.Command(
                                message.message().id(), file.address().toString(), MediaType.PNG, FILE.length, null));
    }

    private Uploads.Ticket issue(long size) {
        return world.messenger().media().uploads().issue(ann, "file", "image/png", size);
    }

    private void refuses(long size) {
        assertThatThrownBy(() -> issue(size))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo("too_many_uploads"))
                .hasMessage("You may have 3 uploads of 100 bytes together that no message or avatar uses yet."
                        + " Attach some, or wait: unused ones are removed after 24 hours.");
    }
}
