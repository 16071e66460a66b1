package dev.messenger.adapter.jdbc.shared;

import dev.messenger.domain.shared.Unavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a database does not serve for the moment, told apart by SQL state. Each one is a refusal, not a fault of the statement (rule O3). */
public enum Outage {
    /** No connection is free, and none could be opened. */
    CROWDED("database_unavailable", "The database does not answer. Nothing was changed; try again later."),
    /** The database is out of reach, coming up or going down, or refuses the login. */
    AWAY("database_unavailable", "The database does not answer. Nothing was changed; try again later."),
    /** The statement took too long, or other transactions were in its way. */
    BUSY("busy", "This took the database too long. Nothing was changed; try again, or ask for less at once."),
    /** The database accepts no changes, as a standby does. */
    READ_ONLY(
            "database_read_only",
            "The database accepts no changes at the moment. Nothing was changed; try again later."),
    /** The disk, or another resource of the database, is used up. */
    FULL("database_full", "The database has no room for changes at the moment. Nothing was changed; try again later.");

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final Set<String> TOO_LONG = Set.of("57014", "55P03", "25P04");

    /** {@code cached plan must not change result type}: a migration by a newer node changed a table. */
    private static final String PLAN_OUTDATED = "0A000";

    private final String code;
    private final String detail;

    Outage(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /** The outage that caused {@code failure}; null when the statement itself is wrong, or refused by a constraint. */
    public static @Nullable Outage of(Throwable failure) {
        SQLException cause = Failures.sqlCause(failure);
        return cause == null ? null : of(cause, String.valueOf(cause.getSQLState()));
    }

    private static @Nullable Outage of(SQLException cause, String state) {
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("28") || state.equals("25P03")) {
            return AWAY;
        }
        if (cause instanceof SQLTransientConnectionException || state.equals("53300")) {
            return CROWDED;
        }
        if (CONFLICTS.contains(state) || TOO_LONG.contains(state)) {
            return BUSY;
        }
        if (state.equals("25006")) {
            return READ_ONLY;
        }
        return state.startsWith("53") || state.startsWith("58") ? FULL : null;
    }

    /**
     * Whether the same transaction may succeed when it runs again at once: others were in its way, and the database rolled it back, or a
     * prepared statement was outdated.
     */
    static boolean isPassing(Throwable failure) {
        SQLException cause = Failures.sqlCause(failure);
        String state = cause == null ? null : cause.getSQLState();
        return state != null && (CONFLICTS.contains(state) || state.equals(PLAN_OUTDATED));
    }

    /** The refusal for a caller, after which nothing was changed. */
    public Unavailable refusal(Throwable cause) {
        return because(cause, code, detail);
    }

    /** The refusal when this outage hit a commit: unless the database itself refused it, nobody knows whether it happened. */
    Unavailable refusalOfCommit(Throwable cause) {
        return this != AWAY
                ? refusal(cause)
                : because(
                        cause,
                        "outcome_unknown",
                        "The connection to the database was lost during the commit."
                                + " Check whether the change was stored before you try again.");
    }

    private static Unavailable because(Throwable cause, String code, String detail) {
        Unavailable unavailable = new Unavailable(code, detail);
        unavailable.initCause(cause);
        return unavailable;
    }
}
