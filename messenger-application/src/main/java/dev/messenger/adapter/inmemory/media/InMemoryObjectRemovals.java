package dev.messenger.adapter.inmemory.media;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.adapter.inmemory.store.RemovalRow;
import dev.messenger.application.media.port.ObjectRemovals;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Unused objects; finds them by scanning all uploads. Thread-safe. */
public final class InMemoryObjectRemovals implements ObjectRemovals {

    private final Database database;

    public InMemoryObjectRemovals(Database database) {
        this.database = database;
    }

    @Override
    public int collect(Instant now, int limit) {
        return database.transactions.inTransaction(() -> {
            Set<ObjectKey> used = database.usedObjects();
            List<Upload> useless = database.uploads
                    .all()
                    .filter(upload -> isDue(upload, now) && !used.contains(upload.key()))
                    .limit(limit)
                    .toList();
            useless.forEach(upload -> database.dropUpload(upload, now));
            return useless.size();
        });
    }

    private boolean isDue(Upload upload, Instant now) {
        String key = upload.key().value();
        Instant reserved = database.reservations.find(key).orElse(Instant.MIN);
        boolean wasUsed = database.messageOfUpload.has(key) || database.reservations.has(key);
        boolean isOld = !upload.createdAt().plus(Upload.UNUSED_TTL).isAfter(now);
        return !reserved.isAfter(now) && (wasUsed || isOld);
    }

    @Override
    public List<ObjectKey> take(Instant now, Instant retryAt, int limit) {
        return database.transactions.inTransaction(() -> {
            List<RemovalRow> due = database.removals
                    .all()
                    .filter(removal -> !removal.dueAt().isAfter(now))
                    .sorted(Comparator.comparing(RemovalRow::dueAt))
                    .limit(limit)
                    .toList();
            due.forEach(removal -> database.removals.put(removal.key().value(), removal.dueAt(retryAt)));
            return due.stream().map(RemovalRow::key).toList();
        });
    }

    @Override
    public void removed(ObjectKey key, Instant now) {
        database.transactions.run(() -> database.removals.find(key.value()).ifPresent(removal -> {
            if (removal.issuedAt().plus(Upload.LINK_TTL).isAfter(now)) {
                database.removals.put(key.value(), removal.dueAt(now.plus(Upload.LINK_TTL)));
            } else {
                database.removals.remove(key.value());
            }
        }));
    }
}
