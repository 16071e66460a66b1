package dev.messenger.adapter.jdbc.shared;

import dev.messenger.domain.shared.Unavailable;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Runs statements, tells outages as {@link Unavailable}, and repeats what others were in the way of (rule O3). Thread-safe. */
final class Attempts {

    /** Whoever loses a deadlock again and again is told so. */
    private static final int MAX_ATTEMPTS = 3;

    private final ConnectionSource connections;

    /** @param connections learns about outages */
    Attempts(ConnectionSource connections) {
        this.connections = connections;
    }

    /** Runs a transaction, and again when it lost a conflict with another one. */
    <T extends @Nullable Object> T repeating(Supplier<T> transaction) {
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return transaction.get();
            } catch (JdbiException | Unavailable e) {
                if (!Outage.isPassing(e)) {
                    throw e;
                }
            }
        }
        return transaction.get();
    }

    /** Opens a connection; whatever prevents that is an outage. */
    <T> T opening(Supplier<T> connection) {
        try {
            return connection.get();
        } catch (JdbiException e) {
            throw refusal(Objects.requireNonNullElse(Outage.of(e), Outage.AWAY), e, Outage::refusal);
        }
    }

    /** Runs statements; an outage means that they changed nothing. */
    <T extends @Nullable Object> T statements(Supplier<T> statements) {
        return translating(statements, Outage::refusal);
    }

    /** Runs statements with their commit; when the connection is lost, they may have been executed. */
    <T extends @Nullable Object> T committing(Supplier<T> statements) {
        return translating(statements, Outage::refusalOfCommit);
    }

    private <T extends @Nullable Object> T translating(
            Supplier<T> statements, BiFunction<Outage, Throwable, Unavailable> refusal) {
        try {
            return statements.get();
        } catch (JdbiException e) {
            Outage outage = Outage.of(e);
            throw outage == null ? e : refusal(outage, e, refusal);
        }
    }

    private Unavailable refusal(
            Outage outage, JdbiException failure, BiFunction<Outage, Throwable, Unavailable> refusal) {
        connections.failed(outage);
        return refusal.apply(outage, failure);
    }
}
