package dev.messenger.app.testing;

import dev.messenger.app.embedded.StoreCoordinates;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL, Redis and S3 for integration tests, once for all tests of a process: those named by {@code TEST_DATABASE_URL}, {@code
 * TEST_REDIS_URL} and {@code TEST_S3_URL} ({@code http://access-key:secret-key@host:port}); else Testcontainers where a Docker engine
 * answers; else the embedded services in a temporary folder. A test takes a database, a Redis database and a bucket of its own from here.
 * May be used by several threads.
 */
public final class RealServices {

    private static final AtomicInteger REDIS_COUNT = new AtomicInteger();

    private RealServices() {}

    /** JDBC URL, with user and password, of a new and empty database. */
    public static String freshDatabase() {
        String url = Found.SERVICES.databaseUrl();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a database for a test", e);
        }
        return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /**
     * URL of an empty Redis database. Databases are handed out in turn; number 0 stays untouched. The embedded Redis has so many that
     * none is handed out twice; of another one (16 databases, unless its operator has it otherwise) the oldest are emptied and used
     * again. Channels (publish and subscribe) are shared by all databases of a Redis.
     */
    public static String freshRedis() {
        RedisURI uri = RedisURI.create(Found.SERVICES.redisUrl());
        uri.setDatabase(1 + Math.floorMod(REDIS_COUNT.getAndIncrement(), Found.REDIS_DATABASES - 1));
        try (RedisClient client = RedisClient.create(uri);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().flushdb();
        }
        return Found.SERVICES.redisUrl().replaceFirst("(//[^/]+)(/.*)?$", "$1/" + uri.getDatabase());
    }

    /** The store with a new and empty bucket. */
    public static StoreCoordinates freshBucket() {
        StoreCoordinates store = Found.SERVICES.store();
        String bucket = "test-" + UUID.randomUUID();
        URI url = S3Requests.presign(store, "PUT", "/" + bucket, Map.of());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Cannot create a bucket for a test: " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot create a bucket for a test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return new StoreCoordinates(store.endpoint(), store.accessKey(), store.secretKey(), bucket, store.region());
    }

    /** The variables that make a server run on a database, a Redis database and a bucket of its own. */
    public static Map<String, String> freshEnvironment() {
        StoreCoordinates bucket = freshBucket();
        return Map.of(
                "DATABASE_URL", freshDatabase(),
                "REDIS_URL", freshRedis(),
                "S3_ENDPOINT_URL", bucket.endpoint().toString(),
                "S3_ACCESS_KEY", bucket.accessKey(),
                "S3_SECRET_KEY", bucket.secretKey(),
                "S3_BUCKET", bucket.bucket(),
                "S3_REGION", bucket.region());
    }

    /** Found when first needed. */
    private static final class Found {
        static final Services SERVICES = Services.find(System.getenv());
        static final int REDIS_DATABASES = redisDatabases();

        private static int redisDatabases() {
            try (RedisClient client = RedisClient.create(SERVICES.redisUrl());
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                return Integer.parseInt(connection.sync().configGet("databases").get("databases"));
            }
        }
    }
}
