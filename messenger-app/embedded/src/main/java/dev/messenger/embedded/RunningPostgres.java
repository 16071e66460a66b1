package dev.messenger.embedded;

/**
 * A PostgreSQL that answers.
 *
 * @param process its postmaster
 * @param application login of the server
 */
record RunningPostgres(ChildProcess process, PostgresLogin application) {}
