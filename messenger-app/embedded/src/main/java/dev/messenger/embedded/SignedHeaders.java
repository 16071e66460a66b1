package dev.messenger.embedded;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the headers that the signature of a request covers (AWS Signature Version 4), in lower case. S3 refuses an {@code x-amz} header
 * that is not among them, and S3Proxy does not: with {@code x-amz-copy-source} a link for an upload would read any other object.
 */
record SignedHeaders(Set<String> names) {

    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)X-Amz-SignedHeaders=([^&]*)");
    private static final Pattern IN_HEADER = Pattern.compile("SignedHeaders=([^,\\s]+)");

    /** A request with two signatures has no signed header, as it is unclear which of them the store verifies. */
    static SignedHeaders of(HttpServletRequest request) {
        String query = find(IN_QUERY, request.getQueryString());
        String header = find(IN_HEADER, request.getHeader("Authorization"));
        if (query != null && header != null) {
            return new SignedHeaders(Set.of());
        }
        String list = query == null ? header : URLDecoder.decode(query, StandardCharsets.UTF_8);
        return new SignedHeaders(
                list == null ? Set.of() : Set.of(list.toLowerCase(Locale.ROOT).split(";", -1)));
    }

    /** Whether the request has a header that changes what it does, and that the signature does not cover. */
    boolean leaveOut(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        (name.startsWith("x-amz-") || name.equals("content-encoding")) && !names.contains(name));
    }

    private static @Nullable String find(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
