package dev.messenger.adapter.http.endpoint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The path of an endpoint, such as {@code /api/v1/chats/{chat_id}}.
 *
 * <p>In the natural order, a literal segment precedes a parameter at the same place. A router that registers templates in this order
 * lets {@code /messages/search} win over {@code /messages/{chat_id}} (rule C11). Two templates that match the same paths compare as
 * equal, whatever the names of their parameters.
 *
 * @param segments the parts between the slashes
 */
public record PathTemplate(List<String> segments) implements Comparable<PathTemplate> {

    private static final Comparator<String> LITERALS_FIRST =
            Comparator.comparing(PathTemplate::isParam).thenComparing(segment -> isParam(segment) ? "" : segment);

    /** @throws IllegalArgumentException when the path does not start with a slash, ends with one, or has an empty segment */
    static PathTemplate of(String path) {
        List<String> segments = segmentsOf(path);
        if (!path.startsWith("/") || (segments.contains("") && path.length() > 1)) {
            throw new IllegalArgumentException("not a path of an endpoint: " + path);
        }
        return new PathTemplate(List.copyOf(segments));
    }

    private static List<String> segmentsOf(String path) {
        return Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
    }

    /** The names of the parameters, from left to right. */
    List<String> names() {
        return segments.stream()
                .filter(PathTemplate::isParam)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** Whether the raw path of a request has this form. */
    public boolean matches(String path) {
        List<String> actual = segmentsOf(path);
        if (actual.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            String wanted = segments.get(i);
            if (isParam(wanted) ? actual.get(i).isEmpty() : !wanted.equals(actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(PathTemplate other) {
        int common = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < common; i++) {
            int order = LITERALS_FIRST.compare(segments.get(i), other.segments.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(segments.size(), other.segments.size());
    }

    /** Whether it is below {@code /api/v1}, and not a page or a document. */
    public boolean isApi() {
        return toString().startsWith("/api/v1/");
    }

    /** The path as declared. */
    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }

    private static boolean isParam(String segment) {
        return segment.startsWith("{");
    }
}
