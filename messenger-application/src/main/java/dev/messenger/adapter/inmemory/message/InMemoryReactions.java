package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.ReactionRow;
import dev.messenger.application.message.port.ReactionView;
import dev.messenger.application.message.port.Reactions;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.Emoji;
import dev.messenger.domain.message.MessageId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reactions to messages. Thread-safe. */
public final class InMemoryReactions implements Reactions {

    private final Database database;

    public InMemoryReactions(Database database) {
        this.database = database;
    }

    @Override
    public boolean toggle(ChatId chat, MessageId message, UserId user, Emoji emoji, Instant at) {
        return database.transactions.inTransaction(() -> {
            Key key = database.reactions.idsOf(message.value()).stream()
                    .map(id -> new Key(message.value(), id))
                    .filter(candidate -> database.reactions
                            .find(candidate)
                            .filter(row -> row.emoji().equals(emoji))
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> new Key(message.value(), database.reactionIds.next()));
            ReactionRow toggled = database.reactions
                    .find(key)
                    .orElseGet(() -> new ReactionRow(emoji, Set.of()))
                    .toggled(user);
            if (toggled.users().isEmpty()) {
                database.reactions.remove(key);
            } else {
                database.reactions.put(key, toggled);
            }
            return toggled.users().contains(user);
        });
    }

    @Override
    public List<ReactionView> of(ChatId chat, MessageId message, UserId viewer) {
        return database.transactions.inTransaction(() -> views(message, viewer));
    }

    @Override
    public Map<UserId, List<ReactionView>> seenBy(ChatId chat, MessageId message, Set<UserId> viewers) {
        return database.transactions.inTransaction(() -> {
            Map<UserId, List<ReactionView>> byViewer = new HashMap<>();
            for (UserId viewer : viewers) {
                database.visibleTo(chat, message, viewer)
                        .ifPresent(row -> byViewer.put(viewer, views(message, viewer)));
            }
            return byViewer;
        });
    }

    private List<ReactionView> views(MessageId message, UserId viewer) {
        return database.reactions
                .of(message.value())
                .map(row -> new ReactionView(
                        row.emoji(), row.users().size(), row.users().contains(viewer)))
                .sorted(Comparator.comparingInt(ReactionView::count).reversed())
                .toList();
    }
}
