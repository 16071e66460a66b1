package dev.messenger.domain.media;

import dev.messenger.domain.shared.InvalidValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of file that may be uploaded (rule D1); the extension depends on the kind, never on a file name. */
public enum MediaType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    MP4("video/mp4", "mp4"),
    WEBM("video/webm", "webm"),
    MPEG_AUDIO("audio/mpeg", "mp3"),
    OGG_AUDIO("audio/ogg", "ogg"),
    WEBM_AUDIO("audio/webm", "weba"),
    WAV("audio/wav", "wav"),
    PDF("application/pdf", "pdf"),
    ZIP("application/zip", "zip"),
    PLAIN_TEXT("text/plain", "txt");

    private final String mime;
    private final String extension;

    MediaType(String mime, String extension) {
        this.mime = mime;
        this.extension = extension;
    }

    /** The MIME type without parameters. */
    public String mime() {
        return mime;
    }

    /** The file extension without a dot. */
    public String extension() {
        return extension;
    }

    public boolean isImage() {
        return mime.startsWith("image/");
    }

    public boolean isAudio() {
        return mime.startsWith("audio/");
    }

    /**
     * Parses a MIME type, without parameters such as {@code ; codecs=opus}.
     *
     * @throws InvalidValue when it is not in the list
     */
    public static MediaType ofMime(String field, String text) {
        String mime = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mime.equals(mime))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        field,
                        "must be one of "
                                + Arrays.stream(values()).map(MediaType::mime).collect(Collectors.joining(", "))));
    }
}
