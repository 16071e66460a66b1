package dev.messenger.adapter.http.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file on the class path that an endpoint returns. */
public final class Resource {

    private Resource() {}

    /**
     * The content of the file at an absolute path.
     *
     * @throws IllegalStateException when there is none
     */
    public static byte[] bytes(String path) {
        try (InputStream in = Resource.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
