package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.message.Emoji;
import java.util.HashSet;
import java.util.Set;

/** Who gave an emoji to a message. */
public record ReactionRow(Emoji emoji, Set<UserId> users) {

    public ReactionRow {
        users = Set.copyOf(users);
    }

    /** The same, with {@code user} among those who gave it, or not any more. */
    public ReactionRow toggled(UserId user) {
        Set<UserId> changed = new HashSet<>(users);
        if (!changed.remove(user)) {
            changed.add(user);
        }
        return new ReactionRow(emoji, changed);
    }
}
