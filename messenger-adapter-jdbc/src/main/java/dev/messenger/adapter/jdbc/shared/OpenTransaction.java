package dev.messenger.adapter.jdbc.shared;

import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The transaction of a thread, and a statement of it that waits to go out with what comes next. */
final class OpenTransaction {

    private final Handle handle;
    private @Nullable Statement kept;

    OpenTransaction(Handle handle) {
        this.handle = handle;
    }

    /** A statement whose result nobody wants to know. */
    record Statement(String sql, UnaryOperator<Update> bind) {

        void run(Handle handle) {
            run(handle, sql);
        }

        /** In one round trip: the driver sends both before it waits, and the database skips the commit when the statement fails. */
        private void runAndCommit(Handle handle) {
            run(handle, sql + ";\ncommit");
        }

        private void run(Handle handle, String text) {
            try (Update update = handle.createUpdate(text)) {
                int ignored = bind.apply(update).execute();
            }
        }
    }

    Handle handle() {
        return handle;
    }

    /** Keeps a statement back, and runs the one that was kept back before. */
    void keepBack(Statement statement) {
        runKept();
        kept = statement;
    }

    /** Runs what was kept back. */
    void runKept() {
        Statement statement = takeKept();
        if (statement != null) {
            statement.run(handle);
        }
    }

    void commit() {
        Statement statement = takeKept();
        if (statement != null) {
            statement.runAndCommit(handle);
        }
        handle.commit(); // the driver knows when that is done already
    }

    private @Nullable Statement takeKept() {
        Statement statement = kept;
        kept = null;
        return statement;
    }
}
