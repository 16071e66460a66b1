package dev.messenger.adapter.jdbc;

/**
 * The schema of the database cannot be brought to the one that this version needs: an older build created it, a later
 * version migrated it, or somebody changed it by hand. The message says in one line what is wrong.
 */
public final class SchemaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaFailure(String message) {
        super(message);
    }

    SchemaFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
