package dev.messenger.adapter.http.server;

/** Generates ids for requests without one (rule C9). Thread-safe. */
@FunctionalInterface
public interface RequestIds {

    /** A new unique id: 1 to 128 printable ASCII characters. */
    String next();
}
