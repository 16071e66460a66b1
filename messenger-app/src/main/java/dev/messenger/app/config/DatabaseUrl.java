package dev.messenger.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Converts {@code DATABASE_URL} to the form that the driver takes. */
final class DatabaseUrl {

    private DatabaseUrl() {}

    /**
     * Converts {@code postgresql://user:password@host:port/db?options} to the {@code jdbc:} form, and keeps a {@code jdbc:} URL.
     *
     * @throws StartupFailure if it is neither; without the value, which may contain a password
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
            // reported below
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
            // a plus stands for itself in the user part of a URL, but for a space in a query
            String value = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            options.append(options.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
