package dev.messenger.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The origin of a page, as browsers send it (RFC 6454). */
final class Origin {

    /** Of pages, of apps that show pages, and of extensions of browsers. */
    private static final Set<String> SCHEMES = Set.of(
            "http",
            "https",
            "capacitor",
            "ionic",
            "tauri",
            "app",
            "chrome-extension",
            "moz-extension",
            "safari-web-extension");

    private Origin() {}

    /** Scheme, host and port in the form of browsers: in lower case, without the port that the scheme implies; empty when it is none. */
    static Optional<String> parse(String text) {
        try {
            URI uri = new URI(text.toLowerCase(Locale.ROOT));
            boolean bare = uri.getRawUserInfo() == null
                    && "".equals(uri.getRawPath())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (uri.getHost() == null || !SCHEMES.contains(uri.getScheme()) || !bare || uri.getPort() > 65_535) {
                return Optional.empty();
            }
            boolean implied = uri.getPort() == -1
                    || (uri.getScheme().equals("http") && uri.getPort() == 80)
                    || (uri.getScheme().equals("https") && uri.getPort() == 443);
            return Optional.of(uri.getScheme() + "://" + uri.getHost() + (implied ? "" : ":" + uri.getPort()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
