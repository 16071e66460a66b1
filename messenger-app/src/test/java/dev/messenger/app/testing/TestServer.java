package dev.messenger.app.testing;

import dev.messenger.app.Server;
import dev.messenger.app.config.Configuration;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.testing.TestBuckets;
import dev.messenger.testing.TestDatabases;
import dev.messenger.testing.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole server over HTTP, on real services, in this process. {@link #shared()} serves all tests that need no special settings: each
 * of them creates its own people and chats.
 */
public final class TestServer implements AutoCloseable {

    private static final class Shared {
        private static final TestServer SERVER = startShared();

        private static TestServer startShared() {
            TestServer server = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }

    private final Server server;
    private final Api api;
    private final NewPeople people;

    private TestServer(Server server, Path dataDir) {
        this.server = server;
        this.api = new Api(URI.create("http://127.0.0.1:" + server.port()));
        this.people = new NewPeople(api, dataDir);
    }

    /** One server for all tests, without rate limits, since all tests share one address. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /** A new server on fresh services, with these variables in addition. */
    public static TestServer start(Map<String, String> variables) {
        return start(freshServices(), variables);
    }

    /** A new server on the given services, which several nodes may share. */
    public static TestServer start(Map<String, String> services, Map<String, String> variables) {
        try {
            Path dataDir = Files.createTempDirectory("messenger-test");
            Map<String, String> environment = environment(services, dataDir);
            environment.putAll(variables);
            return new TestServer(Server.start(Configuration.read(environment)), dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that name a new database, a new Redis database and a new bucket. */
    public static Map<String, String> freshServices() {
        StoreCoordinates bucket = TestBuckets.fresh();
        return Map.of(
                "DATABASE_URL", TestDatabases.fresh(),
                "REDIS_URL", TestRedis.fresh(),
                "S3_ENDPOINT_URL", bucket.endpoint().toString(),
                "S3_ACCESS_KEY", bucket.accessKey(),
                "S3_SECRET_KEY", bucket.secretKey(),
                "S3_BUCKET", bucket.bucket(),
                "S3_REGION", bucket.region());
    }

    /** The variables of a test server: services, a folder, a free port, secrets that all of them share, no rate limits. */
    public static Map<String, String> environment(Map<String, String> services, Path dataDir) {
        Map<String, String> environment = new HashMap<>(services);
        environment.put("DATA_DIR", dataDir.toString());
        environment.put("HTTP_HOST", "127.0.0.1");
        environment.put("HTTP_PORT", "0");
        environment.put("JWT_SECRET", "a secret for tests alone, of more than 32 bytes");
        environment.put("SECRETS_KEY", "a key for tests alone, of more than 32 bytes");
        environment.put("LOGIN_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("REGISTER_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("REFRESH_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("RESET_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("MESSAGE_RATE_LIMIT_PER_MINUTE", "0");
        environment.put("DUPLICATE_MESSAGE_COOLDOWN_SECONDS", "0");
        environment.put("ANONYMOUS_RATE_LIMIT_PER_MINUTE", "0");
        return environment;
    }

    /** The port at which it listens. */
    public int port() {
        return server.port();
    }

    /** A client without a session. */
    public Api api() {
        return api;
    }

    /** A new person, registered, verified and signed in. */
    public Person person() {
        return people.person();
    }

    /** A new person with this username, which no other test uses. */
    public Person person(String username) {
        return people.person(username);
    }

    /** Signs in a registered and verified person. */
    public Person signIn(String username, String email, String password) {
        return people.signIn(username, email, password);
    }

    /** The token of the newest mail to {@code email} with a link to verify it or to reset the password. */
    public String mailedToken(String email) {
        return people.mailedToken(email);
    }

    /** The tokens of the mails to {@code email} that tell of changes, newest first. */
    public List<String> undoTokens(String email) {
        return people.undoTokens(email);
    }

    /** The mails to {@code email}, newest first. */
    public List<String> mails(String email) {
        return people.mails(email);
    }

    /** The newest mail to {@code email}, with its headers. */
    public String newestMail(String email) {
        return people.newestMail(email);
    }

    @Override
    public void close() {
        server.close();
    }
}
