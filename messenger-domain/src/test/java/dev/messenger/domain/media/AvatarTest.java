package dev.messenger.domain.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("U4")
class AvatarTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/me.png",
                "http://example.org",
                "HTTPS://Example.org:8443/a%20b?size=1#top",
                "https://example.org/фото.jpg"
            })
    void takesAddressesOfTheWebAndKeepsThemAsTheyAre(String text) {
        Avatar avatar = Avatar.outside("avatar_url", text);

        assertThat(avatar.stored()).isEqualTo(text);
        assertThat(Avatar.ofStored(text)).isEqualTo(avatar);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " https://example.org",
                "example.org/me.png",
                "/me.png",
                "//example.org/me.png",
                "https:me.png",
                "https:///me.png",
                "https://me:secret@example.org/me.png",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "ftp://example.org/me.png",
                "https://example.org/\"><script>",
                "https://example.org/a b",
                "https://example.org/\u0000"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Avatar.outside("avatar_url", text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("avatar_url: ");
    }

    @Test
    void isNoLongerThanItMayBe() {
        String longest = "https://example.org/" + "a".repeat(Avatar.MAX_LENGTH - 20);

        assertThat(Avatar.outside("avatar_url", longest).stored()).isEqualTo(longest);
        assertThatThrownBy(() -> Avatar.outside("avatar_url", longest + "a")).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @EnumSource(MediaType.class)
    void anUploadedOneIsKeptByItsKey(MediaType type) {
        ObjectKey key = ObjectKey.upload("k".repeat(43), type);
        Avatar avatar = new Avatar.Uploaded(key);

        assertThat(avatar.stored()).isEqualTo(key.value());
        assertThat(Avatar.ofStored(avatar.stored())).isEqualTo(avatar);
        assertThat(key.type()).isEqualTo(type);
    }
}
