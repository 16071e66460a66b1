package dev.messenger.adapter.http.json;

import dev.messenger.domain.shared.InvalidValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns JSON trees into records, field by field, as their {@link Fields} declare. */
final class RecordReader {

    private static final ClassValue<MethodHandle> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            return constructor(type);
        }
    };

    private RecordReader() {}

    /**
     * Reads one object.
     *
     * @param path the path of the object within the body, empty for the body itself
     * @throws InvalidValue when a field is missing or its value has another type than declared
     */
    static <T extends Record> T read(JsonNode object, String path, Class<T> type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Fields.Field field : Fields.of(type)) {
            String place = path.isEmpty() ? field.name() : path + "." + field.name();
            values.add(component(object.get(field.name()), place, field));
        }
        try {
            return type.cast(CONSTRUCTORS.get(type).invoke(values.toArray()));
        } catch (RuntimeException | Error refusal) {
            throw refusal;
        } catch (Throwable impossible) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", impossible);
        }
    }

    private static @Nullable Object component(@Nullable JsonNode node, String path, Fields.Field field) {
        return switch (field.presence()) {
            case REQUIRED -> {
                if (node == null) {
                    throw new InvalidValue(path, "is required");
                }
                yield value(node, path, field.type());
            }
            case OPTIONAL -> node == null || node.isNull() ? null : value(node, path, field.type());
            case PATCH -> node == null ? Patch.absent() : Patch.of(value(node, path, field.type()));
            case NULLABLE_PATCH -> {
                if (node == null) {
                    yield Patch.absent();
                }
                yield Patch.of(node.isNull() ? null : value(node, path, field.type()));
            }
        };
    }

    private static Object value(JsonNode node, String path, JsonType type) {
        if (node.isNull()) {
            throw new InvalidValue(path, "must not be null");
        }
        return switch (type) {
            case JsonType.Text ignored -> text(node, path, "a string");
            case JsonType.Whole whole -> whole(node, path, whole);
            case JsonType.Decimal ignored -> decimal(node, path);
            case JsonType.Bool ignored -> bool(node, path);
            case JsonType.Timestamp ignored -> timestamp(node, path);
            case JsonType.Choice choice -> choice(node, path, choice);
            case JsonType.ListOf list -> list(node, path, list);
            case JsonType.MapOf map -> map(node, path, map);
            case JsonType.RecordOf object -> object(node, path, object);
            case JsonType.AnyOf ignored -> throw responseOnly(path);
            case JsonType.Any ignored -> throw responseOnly(path);
        };
    }

    private static String text(JsonNode node, String path, String expected) {
        require(node.isString(), node, path, expected);
        String text = node.stringValue();
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValue(path, "must not contain U+0000");
        }
        if (hasUnpairedSurrogate(text)) {
            throw new InvalidValue(path, "must not contain an unpaired surrogate");
        }
        return text;
    }

    private static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Object whole(JsonNode node, String path, JsonType.Whole range) {
        require(node.isIntegralNumber(), node, path, "a whole number");
        if (!node.canConvertToLong() || node.longValue() < range.min() || node.longValue() > range.max()) {
            throw new InvalidValue(path, "must be a whole number from " + range.min() + " to " + range.max());
        }
        if (range.min() >= Integer.MIN_VALUE && range.max() <= Integer.MAX_VALUE) {
            return node.intValue();
        }
        return node.longValue();
    }

    private static Object decimal(JsonNode node, String path) {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), node, path, "a number");
        return node.doubleValue();
    }

    private static Object bool(JsonNode node, String path) {
        require(node.isBoolean(), node, path, "true or false");
        return node.booleanValue();
    }

    private static Instant timestamp(JsonNode node, String path) {
        String expected = "a time such as \"2026-03-08T10:00:00.000000Z\"";
        try {
            return OffsetDateTime.parse(text(node, path, expected)).toInstant();
        } catch (DateTimeException unreadable) {
            throw new InvalidValue(path, "must be " + expected);
        }
    }

    private static Enum<?> choice(JsonNode node, String path, JsonType.Choice choice) {
        String expected = "one of " + String.join(", ", choice.words());
        int index = choice.words().indexOf(text(node, path, expected));
        if (index < 0) {
            throw new InvalidValue(path, "must be " + expected);
        }
        return choice.constants().get(index);
    }

    private static List<@Nullable Object> list(JsonNode node, String path, JsonType.ListOf list) {
        require(node.isArray(), node, path, "a list");
        List<@Nullable Object> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            String at = path + "[" + values.size() + "]";
            values.add(element.isNull() && list.nullable() ? null : value(element, at, list.element()));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> map(JsonNode node, String path, JsonType.MapOf map) {
        require(node.isObject(), node, path, "an object");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().indexOf('\0') >= 0 || hasUnpairedSurrogate(entry.getKey())) {
                throw new InvalidValue(path, "must not have a key with U+0000 or an unpaired surrogate");
            }
            String at = path + "." + entry.getKey();
            boolean isNull = entry.getValue().isNull() && map.nullable();
            values.put(entry.getKey(), isNull ? null : value(entry.getValue(), at, map.value()));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Record object(JsonNode node, String path, JsonType.RecordOf object) {
        require(node.isObject(), node, path, "an object");
        return read(node, path, object.type());
    }

    private static void require(boolean right, JsonNode node, String path, String expected) {
        if (right) {
            return;
        }
        String actual = switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "a whole number" : "a number with a fraction or an exponent";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            default -> "an object";
        };
        throw new InvalidValue(path, "must be " + expected + ", not " + actual);
    }

    private static IllegalStateException responseOnly(String path) {
        return new IllegalStateException(path + " has a type that only responses may have");
    }

    private static MethodHandle constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // a feature's records are often package-private
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the canonical constructor of " + type.getName(), impossible);
        }
    }
}
