package dev.messenger.adapter.http.realtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The AsyncAPI 3 document of the events, from a resource of this package. */
final class AsyncApi {

    private AsyncApi() {}

    static byte[] document() {
        try (InputStream resource = AsyncApi.class.getResourceAsStream("asyncapi.json")) {
            if (resource == null) {
                throw new IllegalStateException("asyncapi.json is missing among the resources");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
