package dev.messenger.adapter.http.door;

/** Makes ids for requests that bring none along (rule C9). Thread-safe. */
@FunctionalInterface
public interface RequestIds {

    /** A new id: 1 to 128 printable ASCII characters, unlike any before. */
    String next();
}
