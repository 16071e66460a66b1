package dev.messenger.adapter.http.openapi;

import dev.messenger.adapter.http.json.Fields;
import dev.messenger.adapter.http.json.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws JSON schemas (draft 2020-12, as OpenAPI 3.1 has it) of shapes, and collects those of records by their simple names. */
final class Schemas {

    private static final int INT_MIN = Integer.MIN_VALUE;
    private static final int INT_MAX = Integer.MAX_VALUE;

    private final SortedMap<String, Map<String, Object>> byName = new TreeMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    /** Whose hand a value comes from: a request may leave optional keys out, an answer has them all (rule C1). */
    enum Direction {
        REQUEST,
        ANSWER
    }

    /** The schemas of all records met so far, by simple name. */
    Map<String, Map<String, Object>> named() {
        return byName;
    }

    /** A reference to the schema of a record. */
    Map<String, Object> reference(Class<? extends Record> type, Direction direction) {
        String name = type.getSimpleName();
        Class<?> owner = owners.putIfAbsent(name, type);
        if (owner == null) {
            byName.put(name, Map.of()); // holds the place, for records that contain themselves
            byName.put(name, object(type, direction));
        } else if (owner != type) {
            throw new IllegalArgumentException(
                    "two records of the API are called " + name + ": " + owner.getName() + " and " + type.getName());
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> object(Class<? extends Record> type, Direction direction) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Fields.Field field : Fields.of(type)) {
            Map<String, Object> schema = of(field.shape(), direction);
            properties.put(field.name(), field.nullable() ? nullable(schema) : schema);
            if (direction == Direction.ANSWER || field.presence() == Fields.Presence.REQUIRED) {
                required.add(field.name());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    /** The schema of a shape. */
    Map<String, Object> of(Shape shape, Direction direction) {
        return switch (shape) {
            case Shape.Text text -> text(text);
            case Shape.Whole whole -> whole(whole);
            case Shape.Decimal ignored -> ordered("type", "number", "format", "double");
            case Shape.Bool ignored -> ordered("type", "boolean");
            case Shape.Timestamp ignored -> ordered("type", "string", "format", "date-time");
            case Shape.Choice choice -> ordered("type", "string", "enum", choice.words());
            case Shape.ListOf list ->
                ordered("type", "array", "items", element(list.element(), list.nullable(), direction));
            case Shape.MapOf map ->
                ordered("type", "object", "additionalProperties", element(map.value(), map.nullable(), direction));
            case Shape.Struct struct -> reference(struct.type(), direction);
            case Shape.Either either ->
                ordered(
                        "anyOf",
                        either.shapes().stream().map(one -> of(one, direction)).toList());
            case Shape.Anything ignored -> ordered();
        };
    }

    private Map<String, Object> element(Shape shape, boolean nullable, Direction direction) {
        Map<String, Object> schema = of(shape, direction);
        return nullable ? nullable(schema) : schema;
    }

    private static Map<String, Object> text(Shape.Text text) {
        Map<String, Object> schema = ordered("type", "string");
        if (text.format() != null) {
            schema.put("format", text.format());
        }
        if (text.pattern() != null) {
            schema.put("pattern", text.pattern());
        }
        return schema;
    }

    /** Bounds that merely repeat the width of the type are left out. */
    private static Map<String, Object> whole(Shape.Whole whole) {
        boolean narrow = whole.min() >= INT_MIN && whole.max() <= INT_MAX;
        Map<String, Object> schema = ordered("type", "integer", "format", narrow ? "int32" : "int64");
        if (whole.min() != INT_MIN && whole.min() != -Shape.MAX_ID) {
            schema.put("minimum", whole.min());
        }
        if (whole.max() != INT_MAX && whole.max() != Shape.MAX_ID) {
            schema.put("maximum", whole.max());
        }
        return schema;
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        Object type = schema.get("type");
        if (type == null) {
            return ordered("anyOf", List.of(schema, Map.of("type", "null")));
        }
        Map<String, Object> either = new LinkedHashMap<>(schema);
        either.put("type", List.of(type, "null"));
        if (schema.get("enum") instanceof List<?> words) {
            List<Object> andNull = new ArrayList<>(words);
            andNull.add(null);
            either.put("enum", andNull);
        }
        return either;
    }

    /** A map of the given keys and values, in that order. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
