package dev.messenger.adapter.http.endpoint;

import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.domain.shared.InvalidValue;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * How the text of a path or query parameter becomes a value. A new kind of parameter is a new constant:
 *
 * <pre>{@code
 * static final Format<ChatRef> CHAT = new Format<>(
 *         "a chat id or a public id", new JsonType.AnyOf(List.of(JsonType.ID, PUBLIC_ID)), ChatRef::parse);
 * }</pre>
 *
 * @param expected describes a right text; completes the sentence "must be …"
 * @param type the JSON type, for the OpenAPI document
 * @param parser parses the decoded text; throws {@link IllegalArgumentException} for a wrong text
 * @param <T> the type of the value
 */
public record Format<T>(String expected, JsonType type, Function<String, T> parser) {

    /** Describes an id. */
    static final String ID = "a positive whole number below 2^53";

    /** {@code true} or {@code false}. */
    public static final Format<Boolean> FLAG = new Format<>("true or false", JsonType.BOOL, Format::flag);

    /** A UUID in its usual form of 36 characters. */
    public static final Format<UUID> UUID_TEXT = new Format<>("a UUID", new JsonType.Text("uuid", null), Format::uuid);

    /** Any text without U+0000 (rule C4). */
    public static final Format<String> TEXT = new Format<>("text without U+0000", JsonType.TEXT, Format::text);

    /** A whole number between {@code min} and {@code max}, both included. */
    public static Format<Integer> integer(int min, int max) {
        return new Format<>(
                "a whole number from " + min + " to " + max,
                new JsonType.Whole(min, max),
                text -> Math.toIntExact(whole(text, min, max)));
    }

    /** An id of its own type: a positive number below 2^53 (rule C2). */
    public static <T> Format<T> id(LongFunction<T> type) {
        return new Format<>(ID, JsonType.ID, text -> type.apply(whole(text, 1, JsonType.MAX_ID)));
    }

    /**
     * Ids of one type, separated by commas; each counts once.
     *
     * @param most how many there may be
     */
    public static <T> Format<List<T>> ids(int most, LongFunction<T> type) {
        return new Format<>(
                "1 to " + most + " ids, separated by commas, each " + ID,
                new JsonType.Text(null, "^[0-9]+(,[0-9]+){0," + (most - 1) + "}$"),
                text -> {
                    String[] parts = text.split(",", most + 1);
                    if (parts.length > most) {
                        throw new IllegalArgumentException("more than " + most);
                    }
                    return Stream.of(parts)
                            .map(part -> type.apply(whole(part, 1, JsonType.MAX_ID)))
                            .distinct()
                            .toList();
                });
    }

    /** One constant of an enum, by its name in lower case. */
    public static <E extends Enum<E>> Format<E> choice(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        JsonType.Choice choice = new JsonType.Choice(constants);
        List<String> words = choice.words();
        return new Format<>("one of " + String.join(", ", words), choice, text -> {
            int index = words.indexOf(text);
            if (index < 0) {
                throw new IllegalArgumentException(text);
            }
            return constants.get(index);
        });
    }

    /**
     * Parses the value of a parameter.
     *
     * @throws InvalidValue when the text has another format; names the parameter
     */
    T parse(String name, String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValue(name, "must be " + expected);
        }
    }

    private static long whole(String text, long min, long max) {
        boolean digitsOnly = text.length() <= 19
                && !text.isEmpty()
                && text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
        long value = digitsOnly ? Long.parseLong(text) : min - 1;
        if (value < min || value > max) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("U+0000");
        }
        return text;
    }
}
