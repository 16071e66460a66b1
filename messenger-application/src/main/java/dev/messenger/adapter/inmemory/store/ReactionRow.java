package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.Emoji;
import java.util.HashSet;
import java.util.Set;

/** The users who reacted to a message with an emoji. */
public record ReactionRow(Emoji emoji, Set<UserId> users) {

    public ReactionRow {
        users = Set.copyOf(users);
    }

    /** The same, with {@code user} added or removed. */
    public ReactionRow toggled(UserId user) {
        Set<UserId> changed = new HashSet<>(users);
        if (!changed.remove(user)) {
            changed.add(user);
        }
        return new ReactionRow(emoji, changed);
    }
}
