package dev.messenger.adapter.jdbc.shared;

import dev.messenger.domain.shared.Unavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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

    /** Whether the database cannot be reached, is going down or coming up, or has no connection left. */
    static boolean isOutage(Throwable failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return false;
        }
        String state = cause.getSQLState();
        return cause instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")));
    }

    static Unavailable unavailable(Throwable cause) {
        return because(
                cause, "database_unavailable", "The database does not answer. Nothing was changed; try again later.");
    }

    static Unavailable outcomeUnknown(Throwable cause) {
        return because(
                cause,
                "outcome_unknown",
                "The connection to the database was lost during the commit. Check whether the change was stored before you try again.");
    }

    private static Unavailable because(Throwable cause, String code, String detail) {
        Unavailable unavailable = new Unavailable(code, detail);
        unavailable.initCause(cause);
        return unavailable;
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
