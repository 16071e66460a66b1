package dev.messenger.adapter.inmemory.message;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.MessageRow;
import dev.messenger.application.message.port.MessageSearch;
import dev.messenger.application.message.port.MessageWithStatus;
import dev.messenger.application.people.port.Relationships;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.search.FoldedText;
import dev.messenger.domain.search.SearchTerms;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches messages by scanning all that the viewer can see. Thread-safe. */
public final class InMemoryMessageSearch implements MessageSearch {

    private final Database database;
    private final MessageRows rows;

    public InMemoryMessageSearch(Database database, Relationships relationships) {
        this.database = database;
        this.rows = new MessageRows(database, relationships);
    }

    @Override
    public List<MessageWithStatus> find(
            UserId viewer, SearchTerms terms, @Nullable ChatId chat, @Nullable MessageId before, int limit) {
        return database.transactions.inTransaction(() -> database.chatsOf
                .of(viewer.value())
                .filter(mine -> chat == null || mine.equals(chat))
                .flatMap(mine -> rows.visible(mine, viewer, before))
                .filter(row -> row.text() != null
                        && terms.matches(FoldedText.of(row.text().value())))
                .sorted(Comparator.comparing(MessageRow::id).reversed())
                .limit(limit)
                .map(row -> rows.withStatus(row, viewer))
                .toList());
    }
}
