package dev.messenger.adapter.jdbc.shared;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** Classifies failures of the database by SQL state and constraint name, never by the text of a message. */
public final class Failures {

    private Failures() {}

    /** The name of the unique constraint or index that a statement violated, or null when it failed for another reason. */
    public static @Nullable String violatedUnique(Throwable failure) {
        if (sqlCause(failure) instanceof PSQLException refused
                && PSQLState.UNIQUE_VIOLATION.getState().equals(refused.getSQLState())) {
            ServerErrorMessage message = refused.getServerErrorMessage();
            return message == null ? null : message.getConstraint();
        }
        return null;
    }

    /**
     * Runs a statement.
     *
     * @param exceptions what to throw when it violates the unique constraint or index of that name
     */
    public static <T> T translating(Map<String, Supplier<RuntimeException>> exceptions, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (JdbiException e) {
            Supplier<RuntimeException> exception = exceptions.get(String.valueOf(violatedUnique(e)));
            throw exception == null ? e : exception.get();
        }
    }

    /** The failure of the database among the causes of {@code failure}, or null. */
    public static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
