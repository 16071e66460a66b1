package dev.messenger.application.chat;

import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import java.util.Map;
import java.util.Set;

/** Checks whether a caller may start a chat with a user or add them to one (rules H1, H2, U8). Thread-safe. */
public final class PrivacyChecks {

    private final Relationships relationships;

    public PrivacyChecks(Relationships relationships) {
        this.relationships = relationships;
    }

    /** Whether {@code user} grants {@code right} to {@code caller}; false when there is no such user. */
    public boolean allow(PrivacyRight right, UserId caller, UserId user) {
        return relationships.may(caller, user, right);
    }

    /**
     * Requires that each of {@code users} grants {@code right} to {@code caller}.
     *
     * @param field the name of the parameter that names them
     * @throws NotFound when one does not exist
     * @throws Forbidden when privacy settings or a block forbid it
     */
    void require(PrivacyRight right, UserId caller, Set<UserId> users, String field) {
        if (users.isEmpty()) {
            return;
        }
        Map<UserId, Acquaintance> acquaintances = relationships.of(caller, users);
        for (UserId user : users) {
            if (!acquaintances.containsKey(user)) {
                throw new NotFound("user_not_found", field + ": there is no user " + user + ".");
            }
        }
        acquaintances.forEach((user, acquaintance) -> {
            if (!acquaintance.may(right)) {
                throw new Forbidden("privacy_forbids", field + ": user " + user + " does not allow you to do this.");
            }
        });
    }
}
