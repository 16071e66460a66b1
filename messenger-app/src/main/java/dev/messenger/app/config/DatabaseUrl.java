package dev.messenger.app.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts {@code DATABASE_URL} to the form that the driver takes. */
final class DatabaseUrl {

    private static final Pattern URL = Pattern.compile(
            "postgres(?:ql)?://(?:(?<login>[^/?#]*)@)?(?<hosts>[^/?#@]+)/(?<database>[^/?#]+)(?:\\?(?<query>[^#]*))?");

    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::\\d{1,5})?");

    private DatabaseUrl() {}

    /**
     * Converts {@code postgresql://user:password@host:port,host:port/db?options} to the {@code jdbc:} form, and keeps a {@code jdbc:}
     * URL. Of several hosts, the driver uses the one that accepts writes.
     *
     * @throws StartupFailure if it is neither; without the value, which may contain a password
     */
    static String toJdbc(String value) {
        if (value.startsWith("jdbc:postgresql:")) {
            return value;
        }
        Matcher url = URL.matcher(value);
        String hosts = url.matches() ? hosts(url.group("hosts")) : null;
        if (hosts != null) {
            return "jdbc:postgresql://" + hosts + "/" + url.group("database")
                    + options(url.group("login"), url.group("query"), hosts);
        }
        throw new StartupFailure(
                "DATABASE_URL must look like postgresql://user:password@host:port/db or jdbc:postgresql://host:port/db,"
                        + " with commas between several hosts; characters such as @ and / in the password are written %40"
                        + " and %2F.");
    }

    /** One or several hosts, each with a port; null when one of them is not a host. */
    private static @Nullable String hosts(String list) {
        StringJoiner hosts = new StringJoiner(",");
        for (String host : list.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                return null;
            }
            hosts.add(host.matches(".*:\\d+") ? host : host + ":5432");
        }
        return hosts.toString();
    }

    private static String options(@Nullable String login, @Nullable String query, String hosts) {
        StringBuilder options = new StringBuilder();
        if (login != null) {
            String[] parts = login.split(":", 2);
            append(options, "user", parts[0]);
            append(options, "password", parts.length > 1 ? parts[1] : null);
        }
        if (query != null) {
            options.append(options.isEmpty() ? '?' : '&').append(query);
        }
        if (hosts.contains(",") && (query == null || !query.contains("targetServerType="))) {
            append(options, "targetServerType", "primary"); // a standby refuses writes
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
