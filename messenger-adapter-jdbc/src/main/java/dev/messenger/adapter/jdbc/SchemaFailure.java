package dev.messenger.adapter.jdbc;

/**
 * The schema of the database is not what this version can work with, and cannot be made so: a later version has been there, or somebody
 * changed it by hand. The message says what is wrong in one line.
 */
public final class SchemaFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
