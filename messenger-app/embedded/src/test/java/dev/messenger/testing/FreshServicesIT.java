package dev.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.embedded.StoreCoordinates;
import io.lettuce.core.RedisClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshServicesIT {

    @Test
    void databasesShareNothing() throws Exception {
        try (Connection first = DriverManager.getConnection(TestDatabases.fresh());
                Connection second = DriverManager.getConnection(TestDatabases.fresh());
                Statement inFirst = first.createStatement();
                Statement inSecond = second.createStatement()) {
            inFirst.execute("CREATE TABLE note (id bigint)");

            try (ResultSet row = inSecond.executeQuery("SELECT to_regclass('note') IS NULL")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void redisDatabasesShareNothing() {
        try (RedisClient first = RedisClient.create(TestRedis.fresh());
                RedisClient second = RedisClient.create(TestRedis.fresh())) {
            first.connect().sync().set("key", "value");

            assertThat(first.connect().sync().get("key")).isEqualTo("value");
            assertThat(second.connect().sync().get("key")).isNull();
        }
    }

    @Test
    void bucketsShareNothing() throws Exception {
        StoreCoordinates first = TestBuckets.fresh();
        StoreCoordinates second = TestBuckets.fresh();

        assertThat(put(first, "object")).isEqualTo(200);
        assertThat(get(first, "object")).isEqualTo(200);
        assertThat(get(second, "object")).isEqualTo(404);
    }

    @Test
    void urlsOfTheEnvironmentAreUnderstood() {
        assertThat(TestDatabases.jdbcUrl("postgresql://me:secret@db.example/test"))
                .isEqualTo("jdbc:postgresql://db.example:5432/test?user=me&password=secret");
        assertThat(TestDatabases.jdbcUrl("jdbc:postgresql://db/test")).isEqualTo("jdbc:postgresql://db/test");
        assertThat(TestBuckets.store(URI.create("http://key:secret@s3.example:9000")))
                .isEqualTo(
                        new StoreCoordinates(URI.create("http://s3.example:9000"), "key", "secret", "", "us-east-1"));
    }

    private static int put(StoreCoordinates store, String key) throws Exception {
        URI url = S3Requests.presign(store, "PUT", "/" + store.bucket() + "/" + key, Map.of());
        return status(HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofString("text")));
    }

    private static int get(StoreCoordinates store, String key) throws Exception {
        return status(
                HttpRequest.newBuilder(S3Requests.presign(store, "GET", "/" + store.bucket() + "/" + key, Map.of())));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
