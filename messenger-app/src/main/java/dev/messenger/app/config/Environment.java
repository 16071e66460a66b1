package dev.messenger.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads environment variables. A value that does not parse is a {@link StartupFailure} that names the variable, and never repeats a
 * secret. An empty variable counts as unset.
 */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    @Nullable
    String optional(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String byDefault) {
        String value = optional(name);
        return value == null ? byDefault : value;
    }

    String required(String name, String reason) {
        String value = optional(name);
        if (value == null) {
            throw new StartupFailure(name + " has to be set " + reason + ".");
        }
        return value;
    }

    /** A secret of at least 32 bytes, which HMAC-SHA256 and AES-256 need. */
    @Nullable
    String secret(String name) {
        String value = optional(name);
        if (value != null && value.getBytes(StandardCharsets.UTF_8).length < 32) {
            throw new StartupFailure(name + " must have at least 32 bytes.");
        }
        return value;
    }

    int whole(String name, int byDefault, int min, int max) {
        return (int) whole(name, (long) byDefault, min, max);
    }

    long whole(String name, long byDefault, long min, long max) {
        String value = optional(name);
        if (value == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number out of range
        }
        throw new StartupFailure(
                "%s must be a whole number from %d to %d, is \"%s\".".formatted(name, min, max, value));
    }

    boolean flag(String name, boolean byDefault) {
        String value = optional(name);
        if (value == null) {
            return byDefault;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new StartupFailure("%s must be true or false, is \"%s\".".formatted(name, value));
        };
    }

    List<String> list(String name) {
        String value = optional(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    /** An http or https URL, without its trailing slash. */
    @Nullable
    URI url(String name) {
        String value = optional(name);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value.replaceAll("/+$", ""));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new StartupFailure("%s must be an http or https URL, is \"%s\".".formatted(name, value));
    }
}
