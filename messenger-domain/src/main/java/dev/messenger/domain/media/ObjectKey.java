package dev.messenger.domain.media;

import java.util.regex.Pattern;

/**
 * The name of an object in the store (rule D1).
 *
 * @param value {@code uploads/{random}.{extension}}
 */
public record ObjectKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("uploads/[A-Za-z0-9_-]{16,64}\\.[a-z0-9]{2,5}");

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

    @Override
    public String toString() {
        return value;
    }
}
