package dev.messenger.adapter.http.door;

/** Marks a {@link Call} whose endpoint takes no body; there is no instance. */
public final class NoBody {
    private NoBody() {}
}
