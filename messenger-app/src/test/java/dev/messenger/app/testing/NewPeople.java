package dev.messenger.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Registers people on a server that writes its mail to files.
 *
 * @param api of the server, not signed in
 * @param dataDir of the server
 */
public record NewPeople(Api api, Path dataDir) {

    private static final Pattern TOKEN = Pattern.compile("/(?:verify-email|reset-password)\\?token=([A-Za-z0-9_-]+)");
    private static final Pattern UNDO_TOKEN = Pattern.compile("/undo\\?token=([A-Za-z0-9_-]+)");

    /** A new person, registered, verified and signed in. */
    public Person person() {
        return person("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20));
    }

    /** A new person with this username, which is free. */
    public Person person(String username) {
        String email = username + "@example.com";
        String password = "correct horse " + username;
        Map<String, String> registration =
                Map.of("email", email, "name", "Name of " + username, "username", username, "password", password);
        api.post("/api/v1/auth/register", registration).expect(201);
        api.post("/api/v1/auth/verify-email", Map.of("token", mailedToken(email)))
                .expect(200);
        return signIn(username, email, password);
    }

    /** Signs in a registered and verified person. */
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

    /** Signs in again, with a new session. */
    public Person again(Person person) {
        return signIn(person.username(), person.email(), person.password());
    }

    /** The token of the newest mail to {@code email} with a link to verify it or to reset the password. */
    public String mailedToken(String email) {
        return tokens(email, TOKEN)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mail with a token to " + email));
    }

    /** The tokens of the mails to {@code email} that tell of changes, newest first. */
    public List<String> undoTokens(String email) {
        return tokens(email, UNDO_TOKEN).toList();
    }

    private Stream<String> tokens(String email, Pattern link) {
        return mails(email).stream().map(link::matcher).filter(Matcher::find).map(token -> token.group(1));
    }

    /** The newest mail to {@code email}, with its headers. */
    public String newestMail(String email) {
        return mails(email).stream().findFirst().orElseThrow(() -> new AssertionError("no mail to " + email));
    }

    /** The mails to {@code email}, newest first. */
    public List<String> mails(String email) {
        try (Stream<Path> files = Files.list(dataDir.resolve("mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .map(NewPeople::read)
                    .filter(mail -> mail.contains("To: " + email + "\r\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
