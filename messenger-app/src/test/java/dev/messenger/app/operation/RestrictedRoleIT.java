package dev.messenger.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreSettings;
import dev.messenger.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role with no more rights than docs/operations.md names. */
@Tag("O2")
class RestrictedRoleIT {

    private static final Pattern RIGHTS = Pattern.compile("(?s)### The role in PostgreSQL\n.*?```sql\n(.*?)```");

    @TempDir
    private Path folder;

    @Test
    void theRightsOfTheDocumentsAreEnough() throws IOException {
        try (EmbeddedServices services =
                EmbeddedServices.start(folder, new Selection(true, false, false), StoreSettings.loopback())) {
            String server = services.databaseUrl().replaceFirst("/[^/]*$", "/");
            String superuser =
                    "?user=postgres&password=" + Files.readString(folder.resolve("secrets/postgres-superuser"));
            new Sql(server + "postgres" + superuser).run("create database restricted");
            Sql owner = new Sql(server + "restricted" + superuser);
            owner.run("create role restricted login password 'secret'");
            owner.run(rights().replace("to messenger", "to restricted"));
            String url = server + "restricted?user=restricted&password=secret";

            for (int start = 0; start < 2; start++) {
                try (TestServer node = TestServer.start(with(url), Map.of())) {
                    Person ann = node.person();
                    ann.send(ann.privateChatWith(node.person()), "Hello");
                }
            }

            assertThat(new Sql(url).text("""
                            select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls
                                   or has_database_privilege(current_database(), 'create')
                            from pg_roles where rolname = current_user
                            """))
                    .as("whether the role may do more")
                    .isEqualTo("f");
        }
    }

    private static Map<String, String> with(String databaseUrl) {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        services.put("DATABASE_URL", databaseUrl);
        return services;
    }

    private static String rights() throws IOException {
        Matcher block = RIGHTS.matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
