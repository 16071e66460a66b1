package dev.messenger.app.config;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** A whole number of seconds. */
    Duration seconds(String name, Duration byDefault, long min, Duration max) {
        return Duration.ofSeconds(whole(name, byDefault.toSeconds(), min, max.toSeconds()));
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

    /** One of these words, in any case. */
    String word(String name, String byDefault, String... words) {
        String value = text(name, byDefault);
        if (Arrays.stream(words).noneMatch(value::equalsIgnoreCase)) {
            throw new StartupFailure("%s must be one of %s.".formatted(name, String.join(", ", words)));
        }
        return value;
    }

    /** Text of a form that the failure describes. */
    @Nullable
    String matching(String name, Pattern form, String description) {
        String value = optional(name);
        if (value != null && !form.matcher(value).matches()) {
            throw new StartupFailure("%s must be %s.".formatted(name, description));
        }
        return value;
    }

    /** Origins in the form in which browsers send them. */
    List<String> origins(String name) {
        return list(name).stream()
                .map(text -> Origin.parse(text)
                        .orElseThrow(() -> new StartupFailure(
                                "%s must list origins such as https://chat.example.org, without a path or *, separated by commas; \"%s\" is none."
                                        .formatted(name, text.contains("@") ? "one with a login" : text))))
                .toList();
    }

    /** One address of mail, with a name or without, in the form of a header (RFC 2047). */
    String mailAddress(String name, String byDefault) {
        String value = text(name, byDefault);
        try {
            InternetAddress address = new InternetAddress(value, true);
            address.validate();
            boolean plain = address.getAddress().chars().allMatch(letter -> letter > ' ' && letter < 127);
            if (plain && !address.isGroup() && value.codePoints().noneMatch(Character::isISOControl)) {
                address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
                return address.toString();
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            // reported below
        }
        throw new StartupFailure(
                name + " must be one address such as messenger@example.org or Messenger <messenger@example.org>.");
    }

    /** An http or https URL without login, query and fragment, and without its trailing slash. */
    @Nullable
    URI url(String name) {
        String value = optional(name);
        if (value == null) {
            return null;
        }
        try {
            URI uri = new URI(value.replaceAll("/+$", ""));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (http && bare && uri.getHost() != null && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below, without the value, which may contain a password
        }
        throw new StartupFailure(name + " must be an http or https URL without login, query and fragment.");
    }
}
