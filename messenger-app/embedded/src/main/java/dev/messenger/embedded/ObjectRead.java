package dev.messenger.embedded;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A GET or HEAD of an object with its conditions and its range decided as HTTP wants it (RFC 9110, 13 and 14; rule D10). S3Proxy knows
 * neither {@code If-Range} nor lists of tags nor the order of the conditions; it sees one condition that has the same outcome, or none,
 * and a range that is valid, or none. Several ranges are none: the object is served whole.
 */
final class ObjectRead extends HttpServletRequestWrapper {

    private static final Set<String> DECIDED =
            Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range");
    private static final Pattern RANGE = Pattern.compile("bytes=(?:(\\d+)-(\\d*)|-(\\d+))", Pattern.CASE_INSENSITIVE);

    /** Larger than every object, and far from an overflow. */
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(50);

    private final Map<String, String> decided = new HashMap<>();
    private String tag = "";

    /** @param stored looks the object up, which only a request with a condition or a range needs; null when there is none */
    ObjectRead(HttpServletRequest request, Supplier<@Nullable HeadObjectResponse> stored) {
        super(request);
        if (DECIDED.stream().anyMatch(header -> request.getHeader(header) != null)) {
            HeadObjectResponse object = stored.get();
            if (object != null && object.lastModified() != null) {
                decide(request, object);
            }
        }
    }

    /** The tag of the object where a condition or a range needed it, else empty. */
    String tag() {
        return tag;
    }

    /** Whether only a part of the object is asked for. */
    boolean isPartial() {
        return decided.containsKey("range");
    }

    @Override
    public @Nullable String getHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DECIDED.contains(lower) ? decided.get(lower) : super.getHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return DECIDED.contains(name.toLowerCase(Locale.ROOT)) ? -1 : super.getDateHeader(name);
    }

    private void decide(HttpServletRequest request, HeadObjectResponse object) {
        tag = quoted(object.eTag());
        Instant modified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
        if (isRefused(request, tag, modified)) {
            decided.put("if-match", "\"another\"");
        } else if (isUnchanged(request, tag, modified)) {
            decided.put("if-none-match", tag.isEmpty() ? "*" : tag);
        } else if (request.getMethod().equals("GET")) {
            String range = range(request.getHeader("Range"));
            if (range != null && isSame(request, tag, modified)) {
                decided.put("range", range);
            }
        }
    }

    private static boolean isRefused(HttpServletRequest request, String tag, Instant modified) {
        if (request.getHeader("If-Match") != null) {
            return !matches(request, "If-Match", tag, String::equals);
        }
        Instant unmodifiedSince = date(request, "If-Unmodified-Since");
        return unmodifiedSince != null && modified.isAfter(unmodifiedSince);
    }

    private static boolean isUnchanged(HttpServletRequest request, String tag, Instant modified) {
        if (request.getHeader("If-None-Match") != null) {
            return matches(
                    request,
                    "If-None-Match",
                    tag,
                    (one, other) -> withoutWeakness(one).equals(other));
        }
        Instant modifiedSince = date(request, "If-Modified-Since");
        return modifiedSince != null && !modified.isAfter(modifiedSince);
    }

    /** Whether the client has a part of this very object, or does not say. A weak tag does not tell. */
    private static boolean isSame(HttpServletRequest request, String tag, Instant modified) {
        String known = request.getHeader("If-Range");
        if (known == null) {
            return true;
        }
        return known.startsWith("\"") ? known.strip().equals(tag) : modified.equals(date(request, "If-Range"));
    }

    private static boolean matches(
            HttpServletRequest request, String header, String tag, BiPredicate<String, String> equality) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || (!tag.isEmpty() && equality.test(quoted(one), tag)));
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** In quotes, which some clients leave out; empty when there is no tag. */
    private static String quoted(@Nullable String tag) {
        if (tag == null || tag.isEmpty() || tag.startsWith("\"") || tag.startsWith("W/")) {
            return tag == null ? "" : tag;
        }
        return "\"" + tag + "\"";
    }

    /** What is no date is not there (RFC 9110, 13.1.3). */
    private static @Nullable Instant date(HttpServletRequest request, String header) {
        try {
            long millis = request.getDateHeader(header);
            return millis == -1 ? null : Instant.ofEpochMilli(millis);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One valid range, with numbers that do not overflow. */
    private static @Nullable String range(@Nullable String header) {
        Matcher range = RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return null;
        }
        if (range.group(3) != null) {
            return "bytes=-" + new BigInteger(range.group(3)).min(BEYOND);
        }
        BigInteger first = new BigInteger(range.group(1)).min(BEYOND);
        if (range.group(2).isEmpty()) {
            return "bytes=" + first + "-";
        }
        BigInteger last = new BigInteger(range.group(2)).min(BEYOND);
        return last.compareTo(first) < 0 ? null : "bytes=" + first + "-" + last;
    }
}
