package dev.messenger.domain.account;

import java.util.UUID;

/** The identity of a session, which begins with a sign-in and keeps its id when tokens are refreshed. */
public record SessionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
