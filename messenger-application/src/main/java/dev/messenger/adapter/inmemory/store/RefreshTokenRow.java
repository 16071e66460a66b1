package dev.messenger.adapter.inmemory.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token.
 *
 * @param usedAt its first use, null while it is unused
 * @param successor the token that its first use made, null while it is unused
 */
public record RefreshTokenRow(
        UUID session, @Nullable Instant usedAt, @Nullable UUID successor) {

    /** A token that is not used yet. */
    public static RefreshTokenRow unused(UUID session) {
        return new RefreshTokenRow(session, null, null);
    }
}
