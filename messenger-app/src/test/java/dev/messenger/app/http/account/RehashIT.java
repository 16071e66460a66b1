package dev.messenger.app.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.testing.Sql;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Password hashes with outdated parameters (rule A1). */
@Tag("A1")
class RehashIT {

    private static final String TODAY = "$argon2id$v=19$m=19456,t=2,p=1$";

    @Test
    void aSignInHashesThePasswordAnewAndAFailedOneDoesNot() {
        Map<String, String> services = TestServer.freshServices();
        Sql sql = new Sql(services.get("DATABASE_URL"));
        try (TestServer server = TestServer.start(services, Map.of())) {
            Person ann = server.person();
            assertThat(stored(sql, ann)).startsWith(TODAY);
            String weak = weakHash(ann.password());
            sql.run("update users set password_hash = '%s' where id = %d".formatted(weak, ann.id()));

            login(server, ann, "a wrong password").expect(401);
            assertThat(stored(sql, ann)).isEqualTo(weak);
            login(server, ann, ann.password()).expect(200);
            String strong = stored(sql, ann);
            assertThat(strong).startsWith(TODAY);
            login(server, ann, ann.password()).expect(200);
            assertThat(stored(sql, ann)).as("once").isEqualTo(strong);
            ann.api().get("/api/v1/auth/me").expect(200);
        }
    }

    private static Api.Response login(TestServer server, Person person, String password) {
        return server.api().post("/api/v1/auth/login", Map.of("email", person.email(), "password", password));
    }

    private static String stored(Sql sql, Person person) {
        return sql.text("select password_hash from users where id = " + person.id());
    }

    /** Weak parameters: 8 MiB, one pass. */
    private static String weakHash(String password) {
        byte[] salt = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(8192)
                .withIterations(1)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=8192,t=1,p=1$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }
}
