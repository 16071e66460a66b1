package dev.messenger.adapter.http.endpoint;

import dev.messenger.domain.shared.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query string. Decodes only the parameters that an endpoint declares, and those strictly.
 *
 * @param raw the text after the question mark, null when there is none
 */
record QueryString(@Nullable String raw) {

    /**
     * The text of a parameter, null when it is absent.
     *
     * @throws InvalidValue when it occurs twice, or its escapes are broken or not UTF-8
     */
    @Nullable
    String get(String name) {
        if (raw == null) {
            return null;
        }
        String found = null;
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (name.equals(equals < 0 ? pair : pair.substring(0, equals))) {
                if (found != null) {
                    throw new InvalidValue(name, "must be given once");
                }
                found = equals < 0 ? "" : pair.substring(equals + 1);
            }
        }
        return found == null ? null : decode(name, found);
    }

    /** The names of its parameters, still escaped, in their order. */
    List<String> names() {
        return raw == null
                ? List.of()
                : Stream.of(raw.split("&", -1))
                        .filter(pair -> !pair.isEmpty())
                        .map(pair -> pair.split("=", 2)[0])
                        .toList();
    }

    private static String decode(String name, String escaped) {
        byte[] received = escaped.getBytes(StandardCharsets.UTF_8);
        try {
            return Escapes.decode(new String(received, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValue(name, "must " + malformed.getMessage());
        }
    }
}
