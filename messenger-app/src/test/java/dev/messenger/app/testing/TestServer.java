package dev.messenger.app.testing;

import dev.messenger.app.Server;
import dev.messenger.app.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The whole server over HTTP, on real services, in this process. {@link #shared()} is one for all tests that need no
 * settings of their own: they make their own people and chats there and never meet.
 */
public final class TestServer implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]+)");

    private static final class Shared {
        private static final TestServer SERVER = startShared();

        private static TestServer startShared() {
            TestServer server = start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        }
    }

    private final Server server;
    private final Path dataDir;
    private final Api api;

    private TestServer(Server server, Path dataDir) {
        this.server = server;
        this.dataDir = dataDir;
        this.api = new Api(URI.create("http://127.0.0.1:" + server.port()));
    }

    /** One server for all tests. Its rate limits by address are off, as all tests come from one. */
    public static TestServer shared() {
        return Shared.SERVER;
    }

    /** A server of its own, on a fresh database, with these environment variables besides. */
    public static TestServer start(Map<String, String> variables) {
        return start(RealServices.freshEnvironment(), variables);
    }

    /** A server on the services that {@code services} names: for several nodes on one database. */
    public static TestServer start(Map<String, String> services, Map<String, String> variables) {
        try {
            Path dataDir = Files.createTempDirectory("messenger-test");
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
            environment.putAll(variables);
            return new TestServer(Server.start(Configuration.read(environment)), dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that is not signed in. */
    public Api api() {
        return api;
    }

    /** Someone new: registered, verified, signed in. */
    public Person person() {
        return person("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }

    /** Someone new with this username, which no other test uses. */
    public Person person(String username) {
        String email = username + "@example.com";
        String password = "correct horse " + username;
        api.post(
                        "/api/v1/auth/register",
                        Map.of(
                                "email",
                                email,
                                "name",
                                "Name of " + username,
                                "username",
                                username,
                                "password",
                                password))
                .expect(201);
        api.post("/api/v1/auth/verify-email", Map.of("token", mailedToken(email)))
                .expect(200);
        return signIn(username, email, password);
    }

    /** Signs someone in who is registered and verified. */
    public Person signIn(String username, String email, String password) {
        String token = api.post("/api/v1/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .json()
                .get("access_token")
                .asString();
        Api signedIn = api.as(token);
        long id = signedIn.get("/api/v1/auth/me").expect(200).json().get("id").asLong();
        return new Person(id, username, email, password, token, signedIn);
    }

    /** The token of the newest mail to {@code email}. */
    public String mailedToken(String email) {
        Matcher token = TOKEN.matcher(newestMail(email));
        if (!token.find()) {
            throw new AssertionError("the mail to " + email + " has no token");
        }
        return token.group(1);
    }

    /** The newest mail to {@code email}, headers and all. */
    public String newestMail(String email) {
        try (Stream<Path> files = Files.list(dataDir.resolve("mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .map(TestServer::read)
                    .filter(mail -> mail.contains("To: " + email + "\r\n"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no mail to " + email));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
