package dev.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.adapter.jdbc.JdbcStore;
import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.FreePort;
import dev.messenger.testing.SilentServer;
import dev.messenger.testing.Sql;
import dev.messenger.testing.TestDatabases;
import dev.messenger.testing.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The main program as an operator meets it: what it says when it cannot start, and how it stops. */
class MainIT {

    @TempDir
    private Path dataDir;

    static Stream<Arguments> wrongVariables() {
        return Stream.of(
                Arguments.of("HTTP_PORT", "eighty"),
                Arguments.of("DATABASE_URL", "mysql://localhost/messenger"),
                Arguments.of("REDIS_URL", "localhost:6379"),
                Arguments.of("REDIS_URL", "redis://localhost:6379/0/1"),
                Arguments.of("S3_ENDPOINT_URL", "not a url"),
                Arguments.of("JWT_SECRET", "too short"),
                Arguments.of("REQUIRE_VERIFIED_EMAIL", "yes"),
                Arguments.of("REQUIRE_PASSWORD_FOR_2FA", "yes"),
                Arguments.of("SMTP_TLS", "ssl"),
                Arguments.of("MAX_UPLOAD_SIZE_BYTES", "-1"),
                Arguments.of("MAX_CONNECTIONS_PER_USER", "many"),
                Arguments.of("MAX_CONNECTIONS", "many"),
                Arguments.of("MAX_CONNECTIONS_PER_ADDRESS", "-1"),
                Arguments.of("ANONYMOUS_RATE_LIMIT_PER_MINUTE", "1.5"),
                Arguments.of("MAX_CHATS", "0"),
                Arguments.of("MAX_OWNED_CHATS", "many"),
                Arguments.of("MAX_GROUP_MEMBERS", "0"),
                Arguments.of("MAX_CHANNEL_MEMBERS", "-1"),
                Arguments.of("MAX_CONTACTS", "0"),
                Arguments.of("MAX_SESSIONS", "0"),
                Arguments.of("MAX_PENDING_UPLOADS", "0"),
                Arguments.of("MAX_PENDING_UPLOAD_BYTES", "500MB"),
                Arguments.of("MAX_STORED_BYTES_PER_USER", "-1"),
                Arguments.of("MIN_FREE_DISK_BYTES", "5%"),
                Arguments.of("READ_RATE_LIMIT_PER_MINUTE", "-1"),
                Arguments.of("WRITE_RATE_LIMIT_PER_MINUTE", "fast"),
                Arguments.of("TRUSTED_PROXIES", "proxy.example.com"),
                Arguments.of("CORS_ALLOWED_ORIGINS", "*"),
                Arguments.of("SMTP_FROM", "messenger"),
                Arguments.of("FRONTEND_URL", "https://chat.example.org/?page=1"));
    }

    @ParameterizedTest
    @MethodSource("wrongVariables")
    void aWrongVariableIsNamedInOneLine(String name, String value) {
        assertRefusal(Map.of(name, value), name);
    }

    @Test
    @Tag("O6")
    void aDatabaseOutOfReachIsNamedInOneLine() {
        int closed = FreePort.any();
        assertRefusal(
                onDatabase("postgresql://someone:topsecret@127.0.0.1:" + closed + "/messenger"),
                "127.0.0.1:" + closed,
                "Nothing listens there");
    }

    @Test
    @Tag("O6")
    void aDatabaseThatSaysNothingIsNamedInOneLine() {
        int port = FreePort.any();
        try (SilentServer silent = SilentServer.on(port)) {
            assertRefusal(
                    onDatabase("postgresql://someone:topsecret@127.0.0.1:" + port + "/messenger"),
                    "127.0.0.1:" + port,
                    "does not answer within 10 seconds");
            assertThat(silent.connections()).isPositive();
        }
    }

    @ParameterizedTest
    @Tag("O6")
    @CsvSource(delimiter = '|', textBlock = """
            password=[^&]*   | password=topsecret          | refuses the login
            /test_[^?]*      | /test_of_nobody             | There is no such database
            $                | &sslmode=require            | offers no TLS
            """)
    void whatIsWrongWithTheDatabaseIsNamedInOneLine(String part, String wrong, String named) {
        assertRefusal(onDatabase(TestDatabases.fresh().replaceFirst(part, wrong)), named);
    }

    @Test
    @Tag("O6")
    void aMissingRightIsNamedInOneLine() {
        String database = TestDatabases.fresh();
        new Sql(database).run("revoke create on schema public from pg_database_owner");
        assertRefusal(onDatabase(database), "lacks a right", "schema public");
    }

    @Test
    @Tag("O6")
    void aWrongPasswordOfRedisIsNamedInOneLine() {
        Map<String, String> variables = new HashMap<>(onDatabase(TestDatabases.fresh()));
        variables.put("REDIS_URL", TestRedis.fresh().replaceFirst(":[^:@/]+@", ":topsecret@"));
        assertRefusal(variables, "REDIS_URL", "refuses the login");
    }

    @ParameterizedTest
    @Tag("O6")
    @ValueSource(strings = {"redis", "rediss"})
    void aRedisThatSaysNothingIsNamedInOneLine(String scheme) {
        int port = FreePort.any();
        try (SilentServer silent = SilentServer.on(port)) {
            Map<String, String> variables = new HashMap<>(onDatabase(TestDatabases.fresh()));
            variables.put("REDIS_URL", scheme + "://:topsecret@127.0.0.1:" + port + "/0");
            assertRefusal(variables, "127.0.0.1:" + port, "says nothing for 10 seconds");
            assertThat(silent.connections()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            checksum = 7                               | checksum mismatch for migration version 1
            script = 'V1__accounts_chats_messages.sql' | start with an empty DATA_DIR or an empty database
            """)
    void tablesOfAnotherVersionAreNamedInOneLine(String difference, String named) {
        String database = TestDatabases.fresh();
        JdbcStore.open(database).close();
        new Sql(database).run("update messenger_schema_history set " + difference + " where version = '1'");
        assertRefusal(onDatabase(database), named);
    }

    @Test
    void aPortInUseIsNamedInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefusal(Map.of("HTTP_HOST", "127.0.0.1", "HTTP_PORT", port), port);
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefusedAndTheFirstStopsCleanly() {
        Map<String, String> environment = environment(Map.of());
        try (ServerProcess first = ServerProcess.launch(environment)) {
            first.awaitReady().get("/health/ready").expect(200);

            assertRefusal(Map.of(), dataDir.toString(), "DATA_DIR", "DATABASE_URL");

            assertThat(first.stop()).as("exit status after SIGTERM").isEqualTo(143);
        }
    }

    @Test
    @Tag("D11")
    void aWrongKeyOfTheStoreIsNamedInOneLine() {
        Map<String, String> wrong = new HashMap<>(TestServer.freshServices());
        wrong.put("S3_SECRET_KEY", "topsecret");
        assertRefusal(withSecrets(wrong), "S3_ACCESS_KEY", "S3_SECRET_KEY", "SignatureDoesNotMatch");
    }

    @Test
    @Tag("D11")
    void aMuteStoreIsNamedInOneLine() {
        Map<String, String> wrong = new HashMap<>(TestServer.freshServices());
        int port = FreePort.any();
        try (SilentServer mute = SilentServer.on(port)) {
            wrong.put("S3_ENDPOINT_URL", "http://127.0.0.1:" + port);
            assertRefusal(withSecrets(wrong), "http://127.0.0.1:" + port, "does not answer", "S3_ENDPOINT_URL");
            assertThat(mute.connections()).isPositive();
        }
    }

    @Test
    @Tag("O8")
    void aFolderThatTheLocaleCannotNameIsRefusedInOneLine() {
        assertRefusal(
                Map.of("DATA_DIR", dataDir.resolve("größe 日本").toString(), "LC_ALL", "C"),
                "DATA_DIR",
                "LC_ALL=C.UTF-8");
    }

    @Test
    @Tag("O8")
    void aFolderMayHaveAnyName() {
        Path folder = dataDir.resolve("größe 日本 with spaces");
        Map<String, String> environment = environment(Map.of("DATA_DIR", folder.toString(), "LC_ALL", "C.UTF-8"));
        try (ServerProcess server = ServerProcess.launch(environment)) {
            server.awaitReady().get("/health/ready").expect(200);
        }
        assertThat(folder.resolve("postgres/data")).exists();
    }

    @Test
    @Tag("O9")
    void aMisspelledVariableIsWarnedAboutWithoutItsValue() {
        Map<String, String> wrong = environment(Map.of("SMPT_HOST", "topsecret", "HTTP_PORT", "eighty"));
        try (ServerProcess server = ServerProcess.launch(wrong)) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.output()).contains("SMPT_HOST", "SMTP_HOST").doesNotContain("topsecret");
        }
    }

    @ParameterizedTest
    @Tag("O9")
    @CsvSource(delimiter = '|', textBlock = """
            --help    | 0 | HTTP_HOST, HTTP_PORT (0.0.0.0, 8080)
            --version | 0 | messenger 0.
            --version | 0 | , Java
            --prot    | 2 | --help
            start     | 2 | --help
            """)
    void argumentsAreAnsweredWithoutAStart(String argument, int status, String said) {
        try (ServerProcess server = ServerProcess.launch(environment(Map.of()), argument)) {
            assertThat(server.awaitExit()).isEqualTo(status);
            assertThat(server.output()).contains(said).doesNotContain("${");
            if (!argument.equals("--help")) {
                assertThat(server.output().strip()).hasLineCount(1);
            }
        }
        assertThat(dataDir).isEmptyDirectory();
    }

    /** Lines in quick succession are written together, some milliseconds later. */
    @Test
    @Tag("C9")
    void everyRequestThatWasAnsweredIsInTheLogOfAServerThatStopped() {
        try (ServerProcess server = ServerProcess.launch(environment(Map.of()))) {
            Api api = server.awaitReady();
            List<String> ids = Stream.generate(() -> api.get("/health")
                            .expect(200)
                            .headers()
                            .firstValue("X-Request-ID")
                            .orElseThrow())
                    .limit(300)
                    .toList();

            server.stop();

            assertThat(server.output()).contains(ids);
        }
    }

    private static Map<String, String> onDatabase(String url) {
        return Map.of(
                "DATABASE_URL", url,
                "JWT_SECRET", "a secret for tests alone, of more than 32 bytes",
                "SECRETS_KEY", "a key for tests alone, of more than 32 bytes");
    }

    private void assertRefusal(Map<String, String> variables, String... named) {
        try (ServerProcess server = ServerProcess.launch(environment(variables))) {
            assertThat(server.awaitExit()).as("exit status").isEqualTo(1);
            assertThat(server.output().strip().lines())
                    .singleElement()
                    .asString()
                    .contains(named)
                    .doesNotContain("Exception", "topsecret");
        }
    }

    private static Map<String, String> withSecrets(Map<String, String> services) {
        services.put("JWT_SECRET", "a secret for tests alone, of more than 32 bytes");
        services.put("SECRETS_KEY", "a key for tests alone, of more than 32 bytes");
        return services;
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATA_DIR", dataDir.toString());
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", "0");
        environment.putAll(more);
        return environment;
    }
}
