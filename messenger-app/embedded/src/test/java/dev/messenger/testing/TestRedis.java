package dev.messenger.testing;

import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Empty Redis databases. Thread-safe. */
public final class TestRedis {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestRedis() {}

    /**
     * URL of an empty Redis database, one after the other; number 0 stays untouched. The embedded Redis has enough of them for every
     * test. A Redis with fewer (16 by default) gets its oldest ones emptied and used again. All databases of a Redis share its channels
     * (publish and subscribe).
     */
    public static String fresh() {
        RedisURI uri = RedisURI.create(Server.URL);
        uri.setDatabase(1 + Math.floorMod(COUNT.getAndIncrement(), Server.DATABASES - 1));
        try (RedisClient client = RedisClient.create(uri);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().flushdb();
        }
        return Server.URL.replaceFirst("(//[^/]+)(/.*)?$", "$1/" + uri.getDatabase());
    }

    private static final class Server {

        static final String URL = new ServiceSource<>(
                        "TEST_REDIS_URL",
                        url -> url,
                        Server::container,
                        new Selection(false, true, false),
                        EmbeddedServices::redisUrl)
                .find();
        static final int DATABASES = databases();

        private static int databases() {
            try (RedisClient client = RedisClient.create(URL);
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                return Integer.parseInt(connection.sync().configGet("databases").get("databases"));
            }
        }

        private static String container() {
            GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:6.2-alpine"))
                    .withCommand("redis-server", "--databases", "1024")
                    .withExposedPorts(6379);
            redis.start();
            return "redis://" + redis.getHost() + ":" + redis.getFirstMappedPort();
        }
    }
}
