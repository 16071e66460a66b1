package dev.messenger.domain.media;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The key of an object in the object store (rule D1).
 *
 * @param value {@code uploads/{random}.{extension}}
 */
public record ObjectKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("uploads/[A-Za-z0-9_-]{16,64}\\.("
            + Arrays.stream(MediaType.values()).map(MediaType::extension).collect(Collectors.joining("|")) + ")");

    public ObjectKey {
        if (!matches(value)) {
            throw new IllegalArgumentException("an object key looks like uploads/{random}.{extension}");
        }
    }

    /** The key for a new upload. */
    public static ObjectKey upload(String random, MediaType type) {
        return new ObjectKey("uploads/" + random + "." + type.extension());
    }

    /** Whether {@code value} has the shape of a key. */
    public static boolean matches(String value) {
        return SHAPE.matcher(value).matches();
    }

    /** The type for which it was issued. */
    public MediaType type() {
        String extension = value.substring(value.lastIndexOf('.') + 1);
        return Arrays.stream(MediaType.values())
                .filter(type -> type.extension().equals(extension))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return value;
    }
}
