package dev.messenger.adapter.http.door;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The path of an endpoint, such as {@code /api/v1/chats/{chat_id}}.
 *
 * <p>Templates are ordered so that at the first segment where two differ in kind, the literal comes before the parameter: routes that are
 * registered in this order let {@code /messages/search} win over {@code /messages/{chat_id}} (rule C11). Two templates that match the
 * same paths compare as equal, whatever their parameters are called.
 *
 * @param segments what stands between the slashes
 */
record PathTemplate(List<String> segments) implements Comparable<PathTemplate> {

    private static final Comparator<String> LITERALS_FIRST =
            Comparator.comparing(PathTemplate::isParam).thenComparing(segment -> isParam(segment) ? "" : segment);

    /** @throws IllegalArgumentException when the path does not start with a slash, ends with one, or has an empty segment */
    static PathTemplate of(String path) {
        List<String> segments =
                Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
        if (!path.startsWith("/") || (segments.contains("") && path.length() > 1)) {
            throw new IllegalArgumentException("not a path of an endpoint: " + path);
        }
        return new PathTemplate(List.copyOf(segments));
    }

    /** The names of the parameters, from left to right. */
    List<String> names() {
        return segments.stream()
                .filter(PathTemplate::isParam)
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    /** Whether a request's path, not decoded, is of this form. */
    boolean matches(String path) {
        String[] actual = path.substring(Math.min(1, path.length())).split("/", -1);
        if (actual.length != segments.size()) {
            return false;
        }
        for (int i = 0; i < actual.length; i++) {
            String wanted = segments.get(i);
            if (isParam(wanted) ? actual[i].isEmpty() : !wanted.equals(actual[i])) {
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

    private static boolean isParam(String segment) {
        return segment.startsWith("{");
    }
}
