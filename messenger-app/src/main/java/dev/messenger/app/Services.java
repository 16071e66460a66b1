package dev.messenger.app;

import dev.messenger.adapter.s3.S3Settings;
import dev.messenger.app.config.Configuration;
import dev.messenger.app.config.Configuration.ObjectStore;
import dev.messenger.app.config.StartupFailure;
import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.GeneratedSecrets;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.ServiceFailure;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.embedded.StoreSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The services of this server: the operator's where they are configured, embedded ones otherwise.
 *
 * @param storeHasRoom whether the object store has room for so many bytes, as far as the server knows (rule D8)
 * @param description a line for each service, without secrets
 */
record Services(
        String databaseUrl,
        String redisUrl,
        S3Settings objectStore,
        LongPredicate storeHasRoom,
        String jwtSecret,
        String secretsKey,
        List<String> description) {

    private static final int SECRET_BYTES = 48;

    /**
     * Finds the operator's services, and starts those that are missing.
     *
     * @throws StartupFailure if an embedded service does not start
     */
    static Services find(Configuration configuration, Resources resources) {
        try {
            return findOrStart(configuration, resources);
        } catch (ServiceFailure e) {
            throw new StartupFailure(
                    e.getMessage() + " DATA_DIR names another folder; DATABASE_URL, REDIS_URL and S3_ENDPOINT_URL"
                            + " name services of your own.",
                    e);
        }
    }

    private static Services findOrStart(Configuration configuration, Resources resources) {
        @Nullable String database = configuration.databaseUrl();
        @Nullable String redis = configuration.redisUrl();
        @Nullable ObjectStore store = configuration.objectStore();
        LongPredicate hasRoom = bytes -> true;
        Selection missing = new Selection(database == null, redis == null, store == null);
        List<String> description = new ArrayList<>();
        if (missing.database() || missing.redis() || missing.store()) {
            EmbeddedServices embedded = resources.add(EmbeddedServices.start(
                    configuration.dataDir(),
                    missing,
                    new StoreSettings(
                            "127.0.0.1", 0, configuration.http().corsOrigins(), configuration.minFreeDiskBytes())));
            if (database == null) {
                database = embedded.databaseUrl();
            }
            if (redis == null) {
                redis = embedded.redisUrl();
            }
            if (store == null) {
                store = ownStore(embedded.store());
                hasRoom = embedded::storeHasRoom;
            }
        }
        Objects.requireNonNull(database);
        Objects.requireNonNull(redis);
        Objects.requireNonNull(store);
        description.add(line("database", missing.database(), location(database)));
        description.add(line("redis", missing.redis(), location(redis)));
        description.add(line("files", missing.store(), store.toString()));
        return new Services(
                database,
                redis,
                s3(store, configuration.s3PublicUrl()),
                hasRoom,
                secret(configuration.jwtSecret(), "jwt-secret", configuration),
                secret(configuration.secretsKey(), "secrets-key", configuration),
                description);
    }

    private static ObjectStore ownStore(StoreCoordinates store) {
        return new ObjectStore(
                store.endpoint(), store.accessKey(), store.secretKey(), store.bucket(), store.region(), true);
    }

    private static S3Settings s3(ObjectStore store, @Nullable URI publicUrl) {
        try {
            return new S3Settings(
                    store.endpoint(),
                    publicUrl == null ? store.endpoint() : publicUrl,
                    store.accessKey(),
                    store.secretKey(),
                    store.bucket(),
                    store.region(),
                    store.pathStyle());
        } catch (IllegalArgumentException e) {
            throw new StartupFailure("S3_ENDPOINT_URL, S3_PUBLIC_URL or S3_BUCKET is unusable: " + e.getMessage(), e);
        }
    }

    /** Generated only with the embedded database: nodes on one database have to share a secret. */
    private static String secret(@Nullable String given, String name, Configuration configuration) {
        return given == null ? new GeneratedSecrets(configuration.dataDir()).getOrCreate(name, SECRET_BYTES) : given;
    }

    private static String line(String name, boolean embedded, String location) {
        return "%-10s %s, %s".formatted(name, embedded ? "embedded" : "your own", location);
    }

    /** Host, port and path of a URL, without the login before and the options behind, which may contain a password. */
    static String location(String url) {
        String authorityAndPath = url.substring(url.indexOf("//") + 2).split("\\?", 2)[0];
        return authorityAndPath.substring(authorityAndPath.lastIndexOf('@') + 1);
    }
}
