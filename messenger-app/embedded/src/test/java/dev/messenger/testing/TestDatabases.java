package dev.messenger.testing;

import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Empty PostgreSQL databases. Thread-safe. */
public final class TestDatabases {

    private TestDatabases() {}

    /** JDBC URL, with user and password, of a new and empty database. */
    public static String fresh() {
        return create("CREATE DATABASE %s");
    }

    /**
     * A backup: a new database with what {@code url} contains.
     *
     * @param url from {@link #fresh}; nobody is connected to it
     */
    public static String copyOf(String url) {
        return create("CREATE DATABASE %s TEMPLATE " + url.replaceFirst(".*//[^/]+/([^?]*).*", "$1"));
    }

    private static String create(String statementWithName) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(Server.URL);
                Statement statement = connection.createStatement()) {
            statement.execute(statementWithName.formatted(statement.enquoteIdentifier(name, true)));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create a database for a test", e);
        }
        return Server.URL.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /** {@code postgresql://user:password@host:port/database} in the form of JDBC. */
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

    private static final class Server {

        static final String URL = new ServiceSource<>(
                        "TEST_DATABASE_URL",
                        TestDatabases::jdbcUrl,
                        Server::container,
                        new Selection(true, false, false),
                        EmbeddedServices::databaseUrl)
                .find();

        private static String container() {
            PostgreSQLContainer postgres = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"));
            postgres.start();
            return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/"
                    + postgres.getDatabaseName() + "?user=" + postgres.getUsername() + "&password="
                    + postgres.getPassword();
        }
    }
}
