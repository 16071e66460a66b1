package dev.messenger.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the operator's own database is, in the form that its driver takes. */
final class DatabaseUrl {

    private DatabaseUrl() {}

    /**
     * Turns {@code postgresql://user:password@host:port/db?options} into the {@code jdbc:} form, which is taken as it is.
     *
     * @throws StartupFailure when it is neither; the value is not repeated, as it may hold a password
     */
    static String toJdbc(String value) {
        if (value.startsWith("jdbc:postgresql:")) {
            return value;
        }
        try {
            URI uri = new URI(value);
            boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (known
                    && uri.getHost() != null
                    && uri.getPath() != null
                    && uri.getPath().length() > 1) {
                int port = uri.getPort() < 0 ? 5432 : uri.getPort();
                return "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + options(uri);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new StartupFailure(
                "DATABASE_URL must look like postgresql://user:password@host:port/db or jdbc:postgresql://host:port/db;"
                        + " characters such as @ and / in the password are written %40 and %2F.");
    }

    private static String options(URI uri) {
        StringBuilder options = new StringBuilder();
        String login = uri.getRawUserInfo();
        if (login != null) {
            String[] parts = login.split(":", 2);
            append(options, "user", parts[0]);
            append(options, "password", parts.length > 1 ? parts[1] : null);
        }
        if (uri.getRawQuery() != null) {
            options.append(options.isEmpty() ? '?' : '&').append(uri.getRawQuery());
        }
        return options.toString();
    }

    private static void append(StringBuilder options, String name, @Nullable String encoded) {
        if (encoded != null) {
            // a plus is itself in the user part of a URL, and a space in a query
            String value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            options.append(options.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
