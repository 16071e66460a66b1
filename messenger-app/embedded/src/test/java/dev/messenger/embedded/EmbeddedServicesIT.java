package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder at its first start, at a restart, with a second server and after a killed server. */
class EmbeddedServicesIT {

    private static final Selection DATABASE = new Selection(true, false, false);

    @TempDir
    private Path temporary;

    @Test
    void whatWasWrittenIsThereAfterARestart() throws Exception {
        Path folder = temporary.resolve("data folder with spaces");
        URI endpoint;
        try (EmbeddedServices services = start(folder, Selection.all())) {
            execute(services, "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('kept')");
            endpoint = services.store().endpoint();
            assertThat(services.redisUrl()).startsWith("redis://:");
        }
        assertThat(processesOf(folder)).isEmpty();

        try (EmbeddedServices services = start(folder, Selection.all())) {
            assertThat(query(services, "SELECT text FROM note")).isEqualTo("kept");
            assertThat(services.store().endpoint()).isEqualTo(endpoint);
        }
    }

    @Test
    void theDatabaseIsDurableAndItsUserHasNoPowers() throws Exception {
        try (EmbeddedServices services = start(temporary.resolve("data"), DATABASE)) {
            assertThat(query(services, "SHOW fsync")).isEqualTo("on");
            assertThat(query(services, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(services, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(services, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(services, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(services, "SHOW log_timezone")).isEqualTo("UTC");
            assertThat(query(
                            services, "SELECT current_database() || ' ' || usesuper FROM pg_user WHERE usename = user"))
                    .isEqualTo("messenger false");
            assertThat(query(services, "SELECT count(*) FROM pg_stat_statements WHERE query LIKE '%PASSWORD ''%'"))
                    .isEqualTo("0");

            String stranger = services.databaseUrl().replaceFirst("password=.*", "password=guess");
            assertThatThrownBy(() -> DriverManager.getConnection(stranger))
                    .hasMessageContaining("authentication failed");
        }
    }

    @Test
    void redisIsForThisMachineAndForWhoKnowsItsPassword() throws Exception {
        try (EmbeddedServices services = start(temporary.resolve("data"), new Selection(false, true, false))) {
            URI redis = URI.create(services.redisUrl());

            assertThat(ask(redis, "PING")).startsWith("-NOAUTH");
            assertThat(ask(redis, "AUTH guess")).startsWith("-WRONGPASS");
            assertThat(ask(redis, "AUTH " + redis.getUserInfo().substring(1))).isEqualTo("+OK");
            assertThat(listeners(redis.getPort())).containsExactly(Loopback.HOST);
        }
    }

    private static String ask(URI redis, String command) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    /** The addresses of this machine at which something listens on a port. */
    private static List<String> listeners(int port) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> isListening(address, port))
                .map(InetAddress::getHostAddress)
                .toList();
    }

    private static boolean isListening(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void secretsAreForTheOwnerAloneAndOnNoCommandLine() throws Exception {
        Path folder = temporary.resolve("data");
        try (EmbeddedServices services = start(folder, Selection.all())) {
            try (Stream<Path> secrets = Files.list(folder.resolve("secrets"))) {
                List<Path> files = secrets.toList();
                assertThat(files)
                        .hasSize(5)
                        .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
                List<String> contents = new ArrayList<>();
                for (Path file : files) {
                    contents.add(Files.readString(file));
                }
                assertThat(processesOf(folder))
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(commandLine -> assertThat(contents).noneMatch(commandLine::contains));
            }
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("secrets"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("redis/redis.conf"))).isEqualTo("rw-------");
            assertThat(services.store().toString())
                    .doesNotContain(services.store().secretKey());
        }
    }

    @Test
    void aSecondServerOfTheSameProcessIsRefusedInOneLine() throws Exception {
        Path folder = temporary.resolve("data");
        try (EmbeddedServices services = start(folder, DATABASE)) {
            assertThatThrownBy(() -> start(folder, DATABASE))
                    .isInstanceOf(ServiceFailure.class)
                    .hasMessageContaining(folder.toRealPath().toString())
                    .message()
                    .hasLineCount(1);
            assertThat(query(services, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> start(folder, DATABASE))
                    .as("the refusal keeps the lock of the first server")
                    .isInstanceOf(ServiceFailure.class);
        }
    }

    @Test
    void aKilledServerLeavesNoProcessAndNoCommittedDataBehind() throws Exception {
        Path folder = temporary.resolve("data");
        try (ServicesProcess server = ServicesProcess.start(folder)) {
            assertThatThrownBy(() -> start(folder, DATABASE))
                    .as("while another process locks the folder")
                    .isInstanceOf(ServiceFailure.class)
                    .hasMessageContaining("process " + server.pid());
            try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE note (text text)");
                statement.execute("INSERT INTO note VALUES ('committed')");
                connection.setAutoCommit(false);
                statement.execute("INSERT INTO note VALUES ('not committed')");

                server.kill();

                // At once, while children of the predecessor may still run.
                try (EmbeddedServices services = start(folder, Selection.all())) {
                    assertThat(query(services, "SELECT string_agg(text, ',') FROM note"))
                            .isEqualTo("committed");
                }
            }
        }
        assertThat(processesOf(folder)).isEmpty();

        try (ServicesProcess server = ServicesProcess.start(folder)) {
            assertThat(processesOf(folder)).hasSizeGreaterThanOrEqualTo(2);

            server.kill();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(processesOf(folder)).isEmpty());
        }
    }

    @Test
    void aPidFileOfSomebodyElsesProcessIsNoObstacle() throws Exception {
        Path folder = temporary.resolve("data");
        start(folder, DATABASE).close();
        Path pidFile = folder.toRealPath().resolve("postgres/data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder + "\n");

        try (EmbeddedServices services = start(folder, DATABASE)) {
            assertThat(query(services, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aStartThatWasCutShortIsCompleted() throws Exception {
        Path folder = temporary.resolve("data");
        Path draft = Files.createDirectories(folder.resolve("postgres/data.draft"));
        Files.writeString(draft.resolve("half"), "made");
        start(folder, DATABASE).close();
        Files.delete(folder.resolve("secrets/postgres-messenger"));

        try (EmbeddedServices services = start(folder, DATABASE)) {
            assertThat(query(services, "SELECT 1")).isEqualTo("1");
        }
        assertThat(draft).doesNotExist();
    }

    @Test
    void aDatabaseThatCannotStartSaysWhyInOneLine() throws Exception {
        Path folder = temporary.resolve("data");
        start(folder, DATABASE).close();
        Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "9.6\n");

        assertThatThrownBy(() -> start(folder, DATABASE))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("incompatible")
                .message()
                .hasLineCount(1);
        assertThat(processesOf(folder)).isEmpty();
    }

    @Test
    void aServiceThatWasNotAskedForIsNotThere() {
        try (EmbeddedServices services = start(temporary.resolve("data"), new Selection(false, true, false))) {
            assertThatThrownBy(services::databaseUrl).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(services::store).isInstanceOf(IllegalStateException.class);
            assertThat(temporary.resolve("data/postgres")).doesNotExist();
        }
    }

    private static EmbeddedServices start(Path folder, Selection selection) {
        return EmbeddedServices.start(folder, selection, StoreSettings.loopback());
    }

    private static void execute(EmbeddedServices services, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(services.databaseUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedServices services, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(services.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** Command lines of the services of a folder. */
    private static List<String> processesOf(Path folder) throws Exception {
        String programs = folder.toRealPath() + "/";
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(commandLine -> commandLine.startsWith(programs))
                .toList();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
