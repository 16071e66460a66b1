package dev.messenger.app.testing;

import dev.messenger.app.embedded.EmbeddedServices;
import dev.messenger.app.embedded.Selection;
import dev.messenger.app.embedded.StoreCoordinates;
import dev.messenger.app.embedded.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Where the services of a test run are. Each is looked for on its own: a variable may name the database while the rest is embedded.
 *
 * @param databaseUrl JDBC URL of a user who may create databases
 * @param redisUrl {@code redis://} URL
 * @param store with keys that may create buckets
 */
record Services(String databaseUrl, String redisUrl, StoreCoordinates store) {

    private static final Logger log = LoggerFactory.getLogger(Services.class);

    /** Finds or starts the services; what is started ends with the process. */
    static Services find(Map<String, String> environment) {
        String database = environment.getOrDefault("TEST_DATABASE_URL", "");
        String redis = environment.getOrDefault("TEST_REDIS_URL", "");
        String store = environment.getOrDefault("TEST_S3_URL", "");
        Selection missing = new Selection(database.isEmpty(), redis.isEmpty(), store.isEmpty());
        Services started = start(missing);
        return new Services(
                database.isEmpty() ? started.databaseUrl : jdbcUrl(database),
                redis.isEmpty() ? started.redisUrl : redis,
                store.isEmpty() ? started.store : store(URI.create(store)));
    }

    private static Services start(Selection missing) {
        if (!missing.database() && !missing.redis() && !missing.store()) {
            return none();
        }
        if (DockerEngine.answers()) {
            try {
                return inContainers(missing);
            } catch (RuntimeException e) {
                log.warn(
                        "Docker runs, but not our containers: the tests use the embedded services ({})",
                        e.getMessage());
            }
        }
        return embedded(missing);
    }

    private static Services none() {
        return new Services("", "", new StoreCoordinates(URI.create("http://localhost"), "", "", "", ""));
    }

    /** Testcontainers removes its containers when the process ends. */
    private static Services inContainers(Selection missing) {
        Services services = none();
        if (missing.database()) {
            PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"));
            postgres.start();
            String url = "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/"
                    + postgres.getDatabaseName() + "?user=" + postgres.getUsername() + "&password="
                    + postgres.getPassword();
            services = new Services(url, services.redisUrl, services.store);
        }
        if (missing.redis()) {
            GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:6.2-alpine"))
                    .withCommand("redis-server", "--databases", "1024")
                    .withExposedPorts(6379);
            redis.start();
            String url = "redis://" + redis.getHost() + ":" + redis.getFirstMappedPort();
            services = new Services(services.databaseUrl, url, services.store);
        }
        if (missing.store()) {
            MinIOContainer minio = new MinIOContainer(DockerImageName.parse("minio/minio:latest"));
            minio.start();
            StoreCoordinates coordinates = new StoreCoordinates(
                    URI.create(minio.getS3URL()), minio.getUserName(), minio.getPassword(), "", "us-east-1");
            services = new Services(services.databaseUrl, services.redisUrl, coordinates);
        }
        return services;
    }

    private static Services embedded(Selection missing) {
        try {
            Path folder = Files.createTempDirectory("messenger-it-");
            EmbeddedServices embedded = EmbeddedServices.start(folder, missing, StoreSettings.loopback());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                embedded.close();
                Folders.delete(folder);
            }));
            Services none = none();
            return new Services(
                    missing.database() ? embedded.databaseUrl() : none.databaseUrl,
                    missing.redis() ? embedded.redisUrl() : none.redisUrl,
                    missing.store() ? embedded.store() : none.store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code postgresql://user:password@host:port/database} as JDBC wants it. */
    static String jdbcUrl(String url) {
        if (url.startsWith("jdbc:")) {
            return url;
        }
        URI uri = URI.create(url);
        String[] login = uri.getRawUserInfo().split(":", 2);
        int port = uri.getPort() == -1 ? 5432 : uri.getPort();
        return "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + "?user=" + login[0] + "&password="
                + login[1];
    }

    /** {@code http://access-key:secret-key@host:port/region}; the region may be left out. */
    static StoreCoordinates store(URI url) {
        String[] keys = url.getUserInfo().split(":", 2);
        String region = url.getPath().replace("/", "");
        return new StoreCoordinates(
                URI.create(url.getScheme() + "://" + url.getHost() + (url.getPort() == -1 ? "" : ":" + url.getPort())),
                keys[0],
                keys[1],
                "",
                region.isEmpty() ? "us-east-1" : region);
    }
}
