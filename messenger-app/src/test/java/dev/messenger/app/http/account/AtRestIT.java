package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A copy of the whole database does not suffice to sign in (rule A10). */
@Tag("A10")
class AtRestIT {

    @Test
    void noSecretIsInTheDatabase() throws SQLException {
        Map<String, String> services = TestServer.freshServices();
        try (TestServer server = TestServer.start(services, Map.of())) {
            Person ann = server.person();
            JsonNode pair = server.api()
                    .post("/api/v1/auth/login", Map.of("email", ann.email(), "password", ann.password()))
                    .expect(200)
                    .json();
            String secret = ann.api()
                    .post("/api/v1/auth/2fa/setup")
                    .expect(200)
                    .json()
                    .get("secret")
                    .asString();
            JsonNode recovery = ann.api()
                    .post("/api/v1/auth/2fa/enable", Map.of("code", Totp.code(secret, 0)))
                    .expect(200)
                    .json()
                    .get("recovery_codes");
            server.api()
                    .post(
                            "/api/v1/auth/register",
                            Map.of(
                                    "email",
                                    "new@example.com",
                                    "name",
                                    "New",
                                    "username",
                                    "new",
                                    "password",
                                    "12345678"))
                    .expect(201);
            String everything = dump(services.get("DATABASE_URL"));

            assertThat(everything).as("the dump is one").contains(ann.email(), "$argon2id$");
            assertThat(everything)
                    .doesNotContain(ann.password())
                    .doesNotContain(pair.get("refresh_token").asString())
                    .doesNotContain(secret)
                    .doesNotContain(recovery.get(0).asString())
                    .doesNotContain(recovery.get(0).asString().replace("-", ""))
                    .doesNotContain(server.mailedToken("new@example.com"));
        }
    }

    private static String dump(String url) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                ResultSet rows = statement.executeQuery("select t::text from " + table + " t");
                while (rows.next()) {
                    text.append(rows.getString(1)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        ResultSet rows = statement.executeQuery(
                "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'");
        while (rows.next()) {
            names.add(rows.getString(1));
        }
        return names;
    }
}
