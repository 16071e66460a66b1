package dev.messenger.adapter.jdbc.shared;

import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The transaction of a thread, and at most one deferred statement of it. */
final class OpenTransaction {

    private final Handle handle;
    private @Nullable Statement deferred;

    OpenTransaction(Handle handle) {
        this.handle = handle;
    }

    /** A statement whose result is not needed. */
    record Statement(String sql, UnaryOperator<Update> bind) {

        int run(Handle handle) {
            return run(handle, sql);
        }

        /** In one round trip: the driver sends both before it waits, and the database skips the commit when the statement fails. */
        private void runAndCommit(Handle handle) {
            int ignored = run(handle, sql + ";\ncommit");
        }

        private int run(Handle handle, String text) {
            try (Update update = handle.createUpdate(text)) {
                return bind.apply(update).execute();
            }
        }
    }

    Handle handle() {
        return handle;
    }

    /** Defers a statement, and runs the one that was deferred before. */
    void defer(Statement statement) {
        runDeferred();
        deferred = statement;
    }

    void runDeferred() {
        Statement statement = takeDeferred();
        if (statement != null) {
            int ignored = statement.run(handle);
        }
    }

    void commit() {
        Statement statement = takeDeferred();
        if (statement != null) {
            statement.runAndCommit(handle);
        }
        handle.commit(); // a no-op of the driver after runAndCommit
    }

    private @Nullable Statement takeDeferred() {
        Statement statement = deferred;
        deferred = null;
        return statement;
    }
}
