package dev.messenger.embedded;

/**
 * Which of the embedded services a server needs.
 *
 * @param database whether PostgreSQL is to be started
 * @param redis whether Redis is to be started
 * @param store whether the S3 store is to be started
 */
public record Selection(boolean database, boolean redis, boolean store) {

    /** All three services. */
    public static Selection all() {
        return new Selection(true, true, true);
    }
}
