package dev.messenger.application.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.CapsOf;
import dev.messenger.application.World;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.MessageView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.shared.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D6")
class ObjectCleanUpTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Duration DAY = Duration.ofHours(24);

    private static final int MANY = 250;

    private final World world = new World(CapsOf.uploads(MANY, 1_000_000, 0));
    private final UserId ann = world.person("ann");

    @Test
    void withNothingToDoItDoesNothing() {
        assertThat(run()).isZero();
    }

    @Test
    void removesWhatWasNotAttachedForADay() {
        Uploads.Ticket ticket = upload();
        world.pass(DAY.minusMillis(1));
        assertThat(run()).isZero();
        assertThat(isStored(ticket)).isTrue();

        world.pass(Duration.ofMillis(1));
        assertThat(run()).isEqualTo(1);
        assertThat(isStored(ticket)).isFalse();
        assertThat(run()).as("once").isZero();
    }

    @Test
    void leavesWhatWasAttached() {
        Uploads.Ticket ticket = upload();
        MessageView message = world.send(ann, world.group(ann), "With a file");
        world.messenger()
                .messages()
                .files()
                .attach(
                        ann,
                        new AttachFiles.Command(
                                message.message().id(),
                                ticket.address().toString(),
                                MediaType.PDF,
                                BYTES.length,
                                null));
        world.pass(DAY.multipliedBy(400));

        assertThat(run()).isZero();
        assertThat(isStored(ticket)).isTrue();
    }

    @Test
    void forgetsKeysUnderWhichNothingWasEverPut() {
        world.messenger().media().uploads().issue(ann, "never.pdf", "application/pdf", 3);
        world.pass(DAY);

        assertThat(run()).isEqualTo(1);
        assertThat(run()).isZero();
    }

    @Test
    void removesAnyNumber() {
        List<Uploads.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tickets.add(upload());
        }
        world.pass(DAY);

        assertThat(run()).isEqualTo(MANY);
        assertThat(tickets).noneMatch(this::isStored);
    }

    @Test
    @Tag("D5")
    void whatTheStoreDoesNotRemoveNowIsRemovedLater() {
        List<Uploads.Ticket> tickets = List.of(upload(), upload(), upload());
        world.pass(DAY);
        world.storage().answer(false);
        assertThatThrownBy(this::run).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> world.messenger()
                        .media()
                        .uploads()
                        .ownUpload(ann, "file_url", tickets.getFirst().address().toString()))
                .as("it is gone for its owner already")
                .isNotNull();

        world.storage().answer(true);
        world.pass(Duration.ofMinutes(1));
        assertThat(run()).isEqualTo(3);
        assertThat(tickets).noneMatch(this::isStored);
    }

    private Uploads.Ticket upload() {
        return world.upload(ann, "application/pdf", BYTES);
    }

    private boolean isStored(Uploads.Ticket ticket) {
        return world.storage().find(ticket.key()).isPresent();
    }

    private int run() {
        return world.messenger().media().cleanUp().run();
    }
}
