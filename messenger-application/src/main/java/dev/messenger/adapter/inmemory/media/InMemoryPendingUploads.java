package dev.messenger.adapter.inmemory.media;

import dev.messenger.adapter.inmemory.store.Database;
import dev.messenger.application.media.port.PendingUploads;
import dev.messenger.application.media.port.Upload;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.media.ObjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Uploads without reference; finds them by scanning all uploads. One transaction runs at a time, so it needs no locks. Thread-safe. */
public final class InMemoryPendingUploads implements PendingUploads {

    private final Database database;

    public InMemoryPendingUploads(Database database) {
        this.database = database;
    }

    @Override
    public Total lockAndCount(UserId owner) {
        return database.transactions.inTransaction(() -> {
            List<Upload> pending =
                    pending().filter(upload -> upload.owner().equals(owner)).toList();
            return new Total(
                    pending.size(), pending.stream().mapToLong(Upload::size).sum());
        });
    }

    @Override
    public long storedBytes(UserId owner) {
        return database.transactions.inTransaction(() -> database.uploads
                .all()
                .filter(upload -> upload.owner().equals(owner))
                .mapToLong(Upload::size)
                .sum());
    }

    @Override
    public List<ObjectKey> unconfirmed(UserId owner, Instant latest, int limit) {
        return database.transactions.inTransaction(() -> pending()
                .filter(upload -> upload.owner().equals(owner))
                .filter(upload -> !upload.createdAt().isAfter(latest))
                .filter(upload -> !database.confirmedUploads.has(upload.key().value()))
                .sorted(Comparator.comparing(Upload::createdAt))
                .limit(limit)
                .map(Upload::key)
                .toList());
    }

    @Override
    public void confirm(ObjectKey key) {
        database.transactions.run(() -> {
            if (database.uploads.has(key.value())) {
                database.confirmedUploads.put(key.value(), key);
            }
        });
    }

    @Override
    public void abandon(ObjectKey key, Instant now) {
        database.transactions.run(() -> pending()
                .filter(upload -> upload.key().equals(key))
                .filter(upload -> !database.reservations
                        .find(key.value())
                        .orElse(Instant.MIN)
                        .isAfter(now))
                .toList()
                .forEach(
                        upload -> database.dropUpload(upload, upload.createdAt().plus(Upload.UNUSED_TTL))));
    }

    private Stream<Upload> pending() {
        Set<ObjectKey> used = database.usedObjects();
        return database.uploads
                .all()
                .filter(upload -> !database.messageOfUpload.has(upload.key().value()))
                .filter(upload -> !used.contains(upload.key()));
    }
}
