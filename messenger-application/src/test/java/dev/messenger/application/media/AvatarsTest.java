package dev.messenger.application.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.Avatar;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("U4")
class AvatarsTest {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    void aLinkToElsewhereIsShownAsItIs() {
        Avatar avatar = accept(ann, "https://example.org/me.png", null);

        assertThat(avatar).isEqualTo(new Avatar.Outside(URI.create("https://example.org/me.png")));
        assertThat(world.messenger().media().avatars().url(avatar)).isEqualTo(URI.create("https://example.org/me.png"));
        assertThat(world.messenger().media().avatars().urlOrNull(null)).isNull();
    }

    @Test
    @Tag("D4")
    void anUploadedOneIsShownByALinkThatEnds() {
        Uploads.Ticket ticket = world.upload(ann, "image/png", PICTURE);
        Avatar avatar = accept(ann, ticket.address().toString(), null);

        assertThat(avatar).isEqualTo(new Avatar.Uploaded(ticket.key()));
        URI link = world.messenger().media().avatars().url(avatar);
        assertThat(world.storage().get(link).contentType()).isEqualTo("image/png");
        world.pass(Duration.ofHours(1));
        assertThatThrownBy(() -> world.storage().get(link)).as("an hour later").isNotNull();
    }

    @Test
    void theLinkThatAReadGaveIsTakenBack() {
        Avatar avatar =
                accept(ann, world.upload(ann, "image/png", PICTURE).address().toString(), null);
        String shown = world.messenger().media().avatars().url(avatar).toString();
        world.pass(Duration.ofDays(2));

        assertThat(accept(ann, shown, avatar))
                .as("by its owner, long after it ended")
                .isEqualTo(avatar);
        assertThat(accept(ann, shown, null)).as("somewhere else").isEqualTo(avatar);
        assertThat(accept(bob, shown, avatar))
                .as("by another, in the same place")
                .isEqualTo(avatar);
        refuses("not the file_url of an upload of yours", bob, shown, null);
        refuses("not the file_url of an upload of yours", bob, shown, new Avatar.Outside(URI.create("https://a.b/c")));
    }

    @Test
    @Tag("D1")
    void anAvatarIsAnImage() {
        refuses(
                "must be an image",
                ann,
                world.upload(ann, "video/mp4", PICTURE).address().toString(),
                null);
    }

    @Test
    void whatWasNotUploadedIsNoAvatar() {
        Uploads.Ticket issued = world.messenger().media().uploads().issue(ann, "me.png", "image/png", 4);

        assertThatThrownBy(() -> accept(ann, issued.address().toString(), null))
                .isInstanceOfSatisfying(
                        RuleViolation.class, e -> assertThat(e.code()).isEqualTo("not_uploaded"));
    }

    @Test
    void aKeyThatNobodyIssuedIsNoAvatar() {
        String address = world.upload(ann, "image/png", PICTURE).address().toString();
        String guessed = address.replaceFirst("uploads/.{43}", "uploads/" + "x".repeat(43));

        assertThat(world.storage().keyOf(guessed)).contains(new ObjectKey("uploads/" + "x".repeat(43) + ".png"));
        refuses("not the file_url of an upload of yours", ann, guessed, null);
    }

    @Test
    @Tag("D5")
    void withoutTheStoreNoUploadIsAcceptedAndLinksAre() {
        String address = world.upload(ann, "image/png", PICTURE).address().toString();
        world.storage().answer(false);

        assertThatThrownBy(() -> accept(ann, address, null)).isInstanceOf(Unavailable.class);
        assertThat(accept(ann, "https://example.org/me.png", null)).isNotNull();
    }

    @Test
    @Tag("D6")
    void whatWasAcceptedIsSafeUntilItIsStored() {
        Uploads.Ticket ticket = world.upload(ann, "image/png", PICTURE);
        world.pass(Duration.ofHours(24));
        accept(ann, ticket.address().toString(), null);
        world.pass(Duration.ofMinutes(1).minusMillis(1));

        assertThat(world.messenger().media().cleanUp().run()).isZero();
        world.pass(Duration.ofMillis(1));
        assertThat(world.messenger().media().cleanUp().run())
                .as("it was never stored")
                .isEqualTo(1);
        refuses("not the file_url of an upload of yours", ann, ticket.address().toString(), null);
        refuses("removed", ann, ticket.address().toString(), new Avatar.Uploaded(ticket.key()));
    }

    private Avatar accept(UserId caller, String text, @Nullable Avatar current) {
        return world.messenger().media().avatars().accept(caller, text, current);
    }

    private void refuses(String reason, UserId caller, String text, @Nullable Avatar current) {
        assertThatThrownBy(() -> accept(caller, text, current))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("avatar_url: ")
                .hasMessageContaining(reason);
    }
}
