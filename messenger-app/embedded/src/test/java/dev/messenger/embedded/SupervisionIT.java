package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.testing.S3Requests;
import dev.messenger.testing.Sql;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that die, or hang, run again at the same address with the same data. */
@Tag("O7")
class SupervisionIT {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static EmbeddedServices services;

    @BeforeAll
    static void start() {
        services = EmbeddedServices.start(folder, Selection.all(), StoreSettings.loopback());
        new Sql(services.databaseUrl()).run("create table note (number int)");
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @Test
    void aKilledDatabaseRunsAgainWithEveryCommit() throws Exception {
        Sql sql = new Sql(services.databaseUrl());
        List<String> committed = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50; i++) {
                sql.run("insert into note values (" + i + ")");
                committed.add(Integer.toString(i));
            }
            kill(process("postgres/data/postmaster.pid"));

            await().atMost(SECONDS)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(sql.number("select count(*) from note")).isEqualTo(committed.size()));
        }
        assertThat(sql.text("select string_agg(number::text, ',' order by number) from note"))
                .isEqualTo(committed.stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
    }

    @Test
    void aDatabaseThatHangsRunsAgain() throws Exception {
        ProcessHandle postmaster = process("postgres/data/postmaster.pid");
        signal("STOP", postmaster);

        await().atMost(Duration.ofSeconds(60)).until(() -> !postmaster.isAlive());
        await().atMost(SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(new Sql(services.databaseUrl()).number("select 1"))
                        .isEqualTo(1));
    }

    @Test
    void aKilledRedisRunsAgain() throws Exception {
        ProcessHandle killed = process("redis/redis.pid");
        kill(killed);

        await().atMost(SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pong()).isEqualTo("PONG"));
        assertThat(process("redis/redis.pid").pid()).isNotEqualTo(killed.pid());
    }

    @Test
    void aRedisThatHangsRunsAgain() throws Exception {
        ProcessHandle redis = process("redis/redis.pid");
        signal("STOP", redis);

        await().atMost(Duration.ofSeconds(60)).until(() -> !redis.isAlive());
        await().atMost(SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(pong()).isEqualTo("PONG"));
    }

    @Test
    void aStoreThatEndedRunsAgainWithItsLinks() throws Exception {
        Path own = folder.resolve("own");
        EmbeddedStore store = EmbeddedStore.start(own, new GeneratedSecrets(own), StoreSettings.loopback());
        Supervisor supervisor = new Supervisor(store);
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI link = S3Requests.presign(store.coordinates(), "PUT", "/messenger/a.txt", Map.of());
            assertThat(status(http, HttpRequest.newBuilder(link).PUT(HttpRequest.BodyPublishers.ofString("kept"))))
                    .isEqualTo(200);

            store.close();

            URI read = S3Requests.presign(store.coordinates(), "GET", "/messenger/a.txt", Map.of());
            await().atMost(SECONDS)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(status(http, HttpRequest.newBuilder(read)))
                            .isEqualTo(200));
        } finally {
            supervisor.close();
            store.close();
        }
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String pong() {
        try (RedisClient client = RedisClient.create(services.redisUrl());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().ping();
        }
    }

    private static ProcessHandle process(String pidFile) throws Exception {
        String pid = Files.readAllLines(folder.resolve(pidFile)).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
