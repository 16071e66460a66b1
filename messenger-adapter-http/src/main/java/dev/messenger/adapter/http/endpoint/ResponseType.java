package dev.messenger.adapter.http.endpoint;

import java.io.IOException;
import java.io.OutputStream;

/** What the successful response of an endpoint contains. */
public sealed interface ResponseType {

    /** One JSON object, written from a record. */
    record Json(Class<? extends Record> type) implements ResponseType {}

    /** A JSON array of objects, written from a list of records. */
    record JsonList(Class<? extends Record> element) implements ResponseType {}

    /** No body. */
    record Empty() implements ResponseType {}

    /** A complete text or file. */
    record Bytes(String contentType) implements ResponseType {}

    /** A body written in parts, such as an export or Server-Sent Events. */
    record Streamed(String contentType) implements ResponseType {}

    /** Writes a streamed body. */
    @FunctionalInterface
    interface StreamWriter {

        /**
         * Runs on the thread of the request, after status and headers are set. May block, and may flush to send what it wrote so far.
         *
         * @throws IOException when the client is gone; the server then closes the connection, as after any other exception
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
