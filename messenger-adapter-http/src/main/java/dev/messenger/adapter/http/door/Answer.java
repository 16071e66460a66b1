package dev.messenger.adapter.http.door;

import java.io.IOException;
import java.io.OutputStream;

/** What an endpoint answers when all went well. */
public sealed interface Answer {

    /** One JSON object, written from a record. */
    record Json(Class<? extends Record> type) implements Answer {}

    /** A JSON array of objects, written from a list of records. */
    record JsonList(Class<? extends Record> element) implements Answer {}

    /** No body. */
    record Empty() implements Answer {}

    /** A finished text or file, written as it is. */
    record Bytes(String contentType) implements Answer {}

    /** Something that is written bit by bit, such as an export or Server-Sent Events. */
    record Streamed(String contentType) implements Answer {}

    /** Writes a streamed answer. */
    @FunctionalInterface
    interface Stream {

        /**
         * Runs on the thread of the request once the status and the headers are settled; it may block, and may flush to push out what
         * was written so far.
         *
         * @throws IOException when the client is gone; the connection is closed then, as after any other exception
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
