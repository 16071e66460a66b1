package dev.messenger.application.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.shared.InvalidValue;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D1")
class UploadsTest {

    private static final long MAX = 50L * 1024 * 1024;

    private final World world = new World();
    private final UserId ann = world.person("ann");

    @Test
    void issuesAKeyWhoseExtensionFollowsFromTheType() {
        Uploads.Ticket ticket = issue("photo.exe", "image/jpeg", 10);

        assertThat(ticket.key().value()).matches("uploads/[A-Za-z0-9_-]{43}\\.jpg");
        assertThat(ticket.expiresIn()).isEqualTo(Duration.ofMinutes(15));
        assertThat(world.storage().keyOf(ticket.address().toString())).contains(ticket.key());
        assertThat(world.ports().store().media().attachments().findUpload(ticket.key()))
                .contains(new Upload(ticket.key(), ann, MediaType.JPEG, 10, World.START));
    }

    @Test
    void neverIssuesAKeyTwice() {
        assertThat(issue("a", "image/png", 1).key())
                .isNotEqualTo(issue("a", "image/png", 1).key());
    }

    @Test
    void dropsParametersOfTheType() {
        Uploads.Ticket ticket = issue("voice", "Audio/OGG; codecs=opus", 10);

        assertThat(ticket.key().value()).endsWith(".ogg");
        assertThat(ticket.link().headers()).containsEntry("Content-Type", "audio/ogg");
    }

    @Test
    void bindsTypeAndSize() {
        assertThat(issue("a", "image/png", 123).link().headers())
                .containsEntry("Content-Type", "image/png")
                .containsEntry("Content-Length", "123")
                .containsEntry("If-None-Match", "*");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refuses("file_type", () -> issue("page.html", "text/html", 10));
        refuses("file_type", () -> issue("page.svg", "image/svg+xml", 10));
        refuses("file_type", () -> issue("x", "", 10));
        refuses("file_size", () -> issue("x", "image/png", 0));
        refuses("file_size", () -> issue("x", "image/png", -1));
        refuses("file_size", () -> issue("x", "image/png", MAX + 1));
        refuses("file_name", () -> issue("", "image/png", 10));
        refuses("file_name", () -> issue("x".repeat(256), "image/png", 10));
        refuses("file_name", () -> issue("x\0", "image/png", 10));
        assertThat(issue("x".repeat(255), "image/png", MAX))
                .as("the largest of all")
                .isNotNull();
    }

    private Uploads.Ticket issue(String name, String type, long size) {
        return world.messenger().media().uploads().issue(ann, name, type, size);
    }

    private static void refuses(String field, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
