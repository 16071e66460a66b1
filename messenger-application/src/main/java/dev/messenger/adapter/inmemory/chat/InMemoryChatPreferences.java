package dev.messenger.adapter.inmemory.chat;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.Key;
import dev.messenger.adapter.inmemory.store.MemberRow;
import dev.messenger.application.chat.port.ChatPreferenceStore;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Preferences of members for their chats. Thread-safe. */
public final class InMemoryChatPreferences implements ChatPreferenceStore {

    private final Database database;

    public InMemoryChatPreferences(Database database) {
        this.database = database;
    }

    @Override
    public boolean set(ChatId chat, UserId member, Mark mark, boolean on) {
        return change(chat, member, row -> row.with(mark, on));
    }

    @Override
    public void clear(ChatId chat, UserId member) {
        database.transactions.run(() -> {
            change(chat, member, row -> row.cleared(database.newestMessage(chat)));
            silence(chat, member);
        });
    }

    @Override
    public void hide(ChatId chat, UserId member) {
        database.transactions.run(() -> {
            change(chat, member, row -> {
                long newest = database.newestMessage(chat);
                return row.cleared(newest).hidden(newest);
            });
            silence(chat, member);
        });
    }

    /** The cleared messages notify the member no more (rule N5). */
    private void silence(ChatId chat, UserId member) {
        database.notifications.removeIf(
                view -> view.user().equals(member) && view.chat().equals(chat) && view.message() != null);
        database.behindMentions.removeIf(
                view -> view.user().equals(member) && view.chat().equals(chat));
    }

    @Override
    public boolean show(ChatId chat, UserId member) {
        return change(chat, member, row -> row.hidden(null));
    }

    private boolean change(ChatId chat, UserId member, UnaryOperator<MemberRow> how) {
        Key key = Key.of(chat, member);
        return database.transactions.inTransaction(() -> database.members
                .find(key)
                .filter(row -> !how.apply(row).equals(row))
                .map(row -> {
                    database.members.put(key, how.apply(row));
                    return true;
                })
                .orElse(false));
    }

    @Override
    public Optional<Muting> muting(ChatId chat, UserId user) {
        return database.transactions.inTransaction(() -> database.standing(chat, user)
                .map(standing -> new Muting(
                        standing,
                        database.members
                                .find(Key.of(chat, user))
                                .filter(row -> row.marks().contains(Mark.MUTED))
                                .isPresent())));
    }
}
