package dev.messenger.domain.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaValuesTest {

    @Tag("D1")
    @ParameterizedTest
    @CsvSource({
        "image/jpeg, JPEG, jpg",
        "image/png, PNG, png",
        "image/webp, WEBP, webp",
        "video/mp4, MP4, mp4",
        "video/webm, WEBM, webm",
        "audio/mpeg, MPEG_AUDIO, mp3",
        "audio/ogg, OGG_AUDIO, ogg",
        "audio/webm, WEBM_AUDIO, weba",
        "audio/wav, WAV, wav",
        "application/pdf, PDF, pdf",
        "application/zip, ZIP, zip",
        "text/plain, PLAIN_TEXT, txt"
    })
    void theListIsThisOne(String mime, MediaType type, String extension) {
        assertThat(MediaType.ofMime("file_type", mime)).isEqualTo(type);
        assertThat(type.mime()).isEqualTo(mime);
        assertThat(ObjectKey.upload("x".repeat(43), type).value()).endsWith("." + extension);
        assertThat(type.isImage()).isEqualTo(mime.startsWith("image/"));
        assertThat(type.isAudio()).isEqualTo(mime.startsWith("audio/"));
    }

    @Test
    @Tag("D1")
    void thereAreNoOthers() {
        assertThat(MediaType.values()).hasSize(12);
    }

    @Tag("D1")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "audio/ogg; codecs=opus",
                "audio/ogg;codecs=\"opus\"",
                "AUDIO/Ogg",
                " audio/ogg ",
                "audio/ogg;",
                "audio/ogg ; a=b;c=d"
            })
    void dropsParametersAndCase(String mime) {
        assertThat(MediaType.ofMime("file_type", mime)).isEqualTo(MediaType.OGG_AUDIO);
    }

    @Tag("D1")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "text/html",
                "image/svg+xml",
                "image/*",
                "image",
                "audio/ogg, text/html",
                "audio / ogg",
                "text/html; image/png",
                "image/png\0"
            })
    void refusesEverythingElse(String mime) {
        Refusal.of("file_type", mime, () -> MediaType.ofMime("file_type", mime));
    }

    @Test
    @Tag("D3")
    void boundsWaveforms() {
        assertThat(new Waveform(List.of(0)).points()).containsExactly(0);
        assertThat(new Waveform(Collections.nCopies(512, 31)).points()).hasSize(512);
        for (List<Integer> points : List.of(
                List.<Integer>of(),
                Collections.nCopies(513, 1),
                List.of(-1),
                List.of(0, 32),
                List.of(Integer.MIN_VALUE))) {
            Refusal.of("waveform_points", points.toString(), () -> new Waveform(points));
        }
    }

    @Test
    @Tag("D3")
    void aWaveformDoesNotChange() {
        List<Integer> points = new ArrayList<>(List.of(1, 2));
        Waveform waveform = new Waveform(points);
        points.set(0, 31);

        assertThat(waveform.points()).containsExactly(1, 2);
        assertThatThrownBy(() -> waveform.points().add(3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Tag("D1")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x.png",
                "uploads/x.png",
                "uploads/0123456789abcdef",
                "uploads/0123456789abcdef.",
                "/uploads/0123456789abcdef.png",
                "uploads/0123456789abcdef.PNG",
                "uploads/../0123456789abcdef.png",
                "uploads/0123456789abcdef/x.png",
                "uploads/0123456789abcdef.png\n",
                "uploads/0123456789abcd%2f.png",
                "backups/0123456789abcdef.png"
            })
    void refusesWhatIsNoKey(String text) {
        assertThat(ObjectKey.matches(text)).isFalse();
        assertThatThrownBy(() -> new ObjectKey(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
