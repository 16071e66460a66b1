package dev.messenger.domain.account;

import java.util.UUID;

/** The identity of a session: one sign-in on one device, whatever tokens it has had since. */
public record SessionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
