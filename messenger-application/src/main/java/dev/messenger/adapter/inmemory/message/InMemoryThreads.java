package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.message.port.Threads;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.ReadPositions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Threads; each level scans the whole chat. Thread-safe. */
public final class InMemoryThreads implements Threads {

    private final Database database;
    private final MessageRows rows;

    public InMemoryThreads(Database database, Relationships relationships) {
        this.database = database;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public List<MessageWithStatus> read(MessageId root, UserId viewer, int limit) {
        return database.transactions.inTransaction(() ->
                rows.find(root, viewer).map(row -> walk(row, viewer, limit)).orElse(List.of()));
    }

    private List<MessageWithStatus> walk(MessageRow root, UserId viewer, int limit) {
        List<MessageRow> found = new ArrayList<>();
        List<MessageRow> level = List.of(root);
        while (!level.isEmpty() && found.size() < limit) {
            level.stream().filter(row -> isVisible(row, viewer)).forEach(found::add);
            level = repliesTo(level, root.original().chat());
        }
        ReadPositions others = rows.othersOf(root.original().chat(), viewer);
        return found.stream()
                .limit(limit)
                .map(row -> rows.withStatus(row, viewer, others))
                .toList();
    }

    private boolean isVisible(MessageRow row, UserId viewer) {
        return database.visibleTo(row.original().chat(), row.id(), viewer).isPresent();
    }

    private List<MessageRow> repliesTo(List<MessageRow> level, ChatId chat) {
        Set<MessageId> parents = new HashSet<>();
        level.forEach(row -> parents.add(row.id()));
        return Stream.of(database.messages, database.deletedMessages)
                .flatMap(table -> table.of(chat.value()))
                .filter(row -> row.original().replyTo() != null
                        && parents.contains(row.original().replyTo()))
                .sorted(Comparator.comparing(MessageRow::id))
                .toList();
    }
}
