package dev.messenger.embedded;

/**
 * The embedded services to start.
 *
 * @param database whether to start PostgreSQL
 * @param redis whether to start Redis
 * @param store whether to start the S3 store
 */
public record Selection(boolean database, boolean redis, boolean store) {

    /** All three services. */
    public static Selection all() {
        return new Selection(true, true, true);
    }
}
