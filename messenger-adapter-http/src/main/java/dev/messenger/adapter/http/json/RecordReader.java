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

/** Makes records of JSON trees, component by component, as their {@link Fields} say. */
final class RecordReader {

    private static final ClassValue<MethodHandle> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            return constructor(type);
        }
    };

    private RecordReader() {}

    /**
     * @param path where the object stands in the body, empty for the body itself
     * @throws InvalidValue when a field is missing or its value is not of the declared shape
     */
    static <T extends Record> T read(JsonNode object, String path, Class<T> type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Fields.Field field : Fields.of(type)) {
            String place = path.isEmpty() ? field.name() : path + "." + field.name();
            values.add(component(object.get(field.name()), place, field));
        }
        try {
            return type.cast(CONSTRUCTORS.get(type).invoke(values.toArray()));
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", impossible);
        }
    }

    private static @Nullable Object component(@Nullable JsonNode node, String place, Fields.Field field) {
        return switch (field.presence()) {
            case REQUIRED -> {
                if (node == null) {
                    throw new InvalidValue(place, "is required");
                }
                yield value(node, place, field.shape());
            }
            case OPTIONAL -> node == null || node.isNull() ? null : value(node, place, field.shape());
            case PATCH -> node == null ? Patch.absent() : Patch.of(value(node, place, field.shape()));
            case NULLABLE_PATCH -> {
                if (node == null) {
                    yield Patch.absent();
                }
                yield Patch.of(node.isNull() ? null : value(node, place, field.shape()));
            }
        };
    }

    private static Object value(JsonNode node, String place, Shape shape) {
        if (node.isNull()) {
            throw new InvalidValue(place, "must not be null");
        }
        return switch (shape) {
            case Shape.Text ignored -> text(node, place, "a string");
            case Shape.Whole whole -> whole(node, place, whole);
            case Shape.Decimal ignored -> decimal(node, place);
            case Shape.Bool ignored -> bool(node, place);
            case Shape.Timestamp ignored -> timestamp(node, place);
            case Shape.Choice choice -> choice(node, place, choice);
            case Shape.ListOf list -> list(node, place, list);
            case Shape.MapOf map -> map(node, place, map);
            case Shape.Struct struct -> struct(node, place, struct);
            case Shape.Either ignored ->
                throw new IllegalStateException(place + " has a shape that answers alone have");
            case Shape.Anything ignored ->
                throw new IllegalStateException(place + " has a shape that answers alone have");
        };
    }

    private static String text(JsonNode node, String place, String expected) {
        if (!node.isString()) {
            throw wrong(place, node, expected);
        }
        String text = node.stringValue();
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValue(place, "must not contain U+0000");
        }
        if (hasUnpairedSurrogate(text)) {
            throw new InvalidValue(place, "must not contain an unpaired surrogate");
        }
        return text;
    }

    private static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Object whole(JsonNode node, String place, Shape.Whole range) {
        if (!node.isIntegralNumber()) {
            throw wrong(place, node, "a whole number");
        }
        if (!node.canConvertToLong() || node.longValue() < range.min() || node.longValue() > range.max()) {
            throw new InvalidValue(place, "must be a whole number from " + range.min() + " to " + range.max());
        }
        if (range.min() >= Integer.MIN_VALUE && range.max() <= Integer.MAX_VALUE) {
            return node.intValue();
        }
        return node.longValue();
    }

    private static Object decimal(JsonNode node, String place) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong(place, node, "a number");
        }
        return node.doubleValue();
    }

    private static Object bool(JsonNode node, String place) {
        if (!node.isBoolean()) {
            throw wrong(place, node, "true or false");
        }
        return node.booleanValue();
    }

    private static Instant timestamp(JsonNode node, String place) {
        String expected = "a time such as \"2026-03-08T10:00:00.000000Z\"";
        try {
            return OffsetDateTime.parse(text(node, place, expected)).toInstant();
        } catch (DateTimeException unreadable) {
            throw new InvalidValue(place, "must be " + expected);
        }
    }

    private static Enum<?> choice(JsonNode node, String place, Shape.Choice choice) {
        String expected = "one of " + String.join(", ", choice.words());
        int index = choice.words().indexOf(text(node, place, expected));
        if (index < 0) {
            throw new InvalidValue(place, "must be " + expected);
        }
        return choice.constants().get(index);
    }

    private static List<@Nullable Object> list(JsonNode node, String place, Shape.ListOf list) {
        if (!node.isArray()) {
            throw wrong(place, node, "a list");
        }
        List<@Nullable Object> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            String at = place + "[" + values.size() + "]";
            values.add(element.isNull() && list.nullable() ? null : value(element, at, list.element()));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> map(JsonNode node, String place, Shape.MapOf map) {
        if (!node.isObject()) {
            throw wrong(place, node, "an object");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().indexOf('\0') >= 0 || hasUnpairedSurrogate(entry.getKey())) {
                throw new InvalidValue(place, "must not have a key with U+0000 or an unpaired surrogate");
            }
            String at = place + "." + entry.getKey();
            boolean open = entry.getValue().isNull() && map.nullable();
            values.put(entry.getKey(), open ? null : value(entry.getValue(), at, map.value()));
        }
        return Collections.unmodifiableMap(values);
    }

    private static Record struct(JsonNode node, String place, Shape.Struct struct) {
        if (!node.isObject()) {
            throw wrong(place, node, "an object");
        }
        return read(node, place, struct.type());
    }

    private static InvalidValue wrong(String place, JsonNode node, String expected) {
        String actual = switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "a whole number" : "a number with a fraction or an exponent";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            default -> "an object";
        };
        return new InvalidValue(place, "must be " + expected + ", not " + actual);
    }

    private static MethodHandle constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // records of a feature are often private to its package
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the canonical constructor of " + type.getName(), impossible);
        }
    }
}
