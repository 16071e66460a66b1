package dev.messenger.application.chat;

import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.people.Acquaintance;
import dev.messenger.domain.people.PrivacyRight;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import java.util.Map;
import java.util.Set;

/** Whom one may draw into a chat (rules H1, H2, U8). */
public final class Newcomers {

    private final Relationships relationships;

    public Newcomers(Relationships relationships) {
        this.relationships = relationships;
    }

    /** Whether {@code caller} may do {@code right} to {@code user}; not when there is no such user. */
    public boolean allow(PrivacyRight right, UserId caller, UserId user) {
        return relationships
                .of(caller, user)
                .filter(acquaintance -> acquaintance.may(right))
                .isPresent();
    }

    /**
     * Passes when {@code caller} may do {@code right} to each of {@code users}.
     *
     * @param field the name of the value that named them
     * @throws NotFound when one does not exist
     * @throws Forbidden when the privacy of one forbids it, or a block
     */
    void require(PrivacyRight right, UserId caller, Set<UserId> users, String field) {
        if (users.isEmpty()) {
            return;
        }
        Map<UserId, Acquaintance> known = relationships.of(caller, users);
        for (UserId user : users) {
            if (!known.containsKey(user)) {
                throw new NotFound("user_not_found", field + ": there is no user " + user + ".");
            }
        }
        known.forEach((user, acquaintance) -> {
            if (!acquaintance.may(right)) {
                throw new Forbidden("privacy_forbids", field + ": user " + user + " does not allow you to do this.");
            }
        });
    }
}
