package dev.messenger.adapter.http.openapi;

import dev.messenger.adapter.http.json.Fields;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.domain.people.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generates JSON schemas (draft 2020-12, as in OpenAPI 3.1) from JSON types, and collects those of records by simple name. */
final class Schemas {

    /** The names of enums that the API calls otherwise than the domain. */
    private static final Map<Class<?>, String> NAMES = Map.of(Audience.class, "Privacy");

    private static final int INT_MIN = Integer.MIN_VALUE;
    private static final int INT_MAX = Integer.MAX_VALUE;

    private final SortedMap<String, Map<String, Object>> byName = new TreeMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    /** A request may omit optional keys, a response has them all (rule C1). */
    enum Direction {
        REQUEST,
        RESPONSE
    }

    /** The schemas of all records referenced so far, by simple name. */
    Map<String, Map<String, Object>> named() {
        return byName;
    }

    /** A reference to the schema of a record. */
    Map<String, Object> reference(Class<? extends Record> type, Direction direction) {
        String name = type.getSimpleName();
        if (own(name, type)) {
            byName.put(name, Map.of()); // reserves the name, for records that contain themselves
            byName.put(name, Descriptions.ofSchema(name, object(name, type, direction)));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** A reference to the schema of an enum, so that generated clients have one type for it. */
    private Map<String, Object> reference(JsonType.Choice choice) {
        Class<?> type = choice.constants().getFirst().getDeclaringClass();
        String name = NAMES.getOrDefault(type, type.getSimpleName());
        own(name, type);
        byName.put(name, Descriptions.ofSchema(name, ordered("type", "string", "enum", choice.words())));
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** Returns whether the name is new. */
    private boolean own(String name, Class<?> type) {
        Class<?> owner = owners.putIfAbsent(name, type);
        if (owner != null && owner != type) {
            throw new IllegalArgumentException(
                    "two types of the API are called " + name + ": " + owner.getName() + " and " + type.getName());
        }
        return owner == null;
    }

    private Map<String, Object> object(String name, Class<? extends Record> type, Direction direction) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Fields.Field field : Fields.of(type)) {
            Map<String, Object> schema = of(field.type(), direction);
            properties.put(
                    field.name(),
                    Descriptions.ofProperty(name, field.name(), field.nullable() ? nullable(schema) : schema));
            if (direction == Direction.RESPONSE || field.presence() == Fields.Presence.REQUIRED) {
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

    /** The schema of a JSON type. */
    Map<String, Object> of(JsonType type, Direction direction) {
        return switch (type) {
            case JsonType.Text text -> text(text);
            case JsonType.Whole whole -> whole(whole);
            case JsonType.Decimal ignored -> ordered("type", "number", "format", "double");
            case JsonType.Bool ignored -> ordered("type", "boolean");
            case JsonType.Timestamp ignored -> ordered("type", "string", "format", "date-time");
            case JsonType.Choice choice -> reference(choice);
            case JsonType.ListOf list ->
                ordered("type", "array", "items", element(list.element(), list.nullable(), direction));
            case JsonType.MapOf map ->
                ordered("type", "object", "additionalProperties", element(map.value(), map.nullable(), direction));
            case JsonType.RecordOf object -> reference(object.type(), direction);
            case JsonType.AnyOf either ->
                ordered(
                        "anyOf",
                        either.types().stream().map(one -> of(one, direction)).toList());
            case JsonType.Any ignored -> ordered();
        };
    }

    private Map<String, Object> element(JsonType type, boolean nullable, Direction direction) {
        Map<String, Object> schema = of(type, direction);
        return nullable ? nullable(schema) : schema;
    }

    private static Map<String, Object> text(JsonType.Text text) {
        Map<String, Object> schema = ordered("type", "string");
        if (text.format() != null) {
            schema.put("format", text.format());
        }
        if (text.pattern() != null) {
            schema.put("pattern", text.pattern());
        }
        return schema;
    }

    /** Omits bounds that merely repeat the width of the type. */
    private static Map<String, Object> whole(JsonType.Whole whole) {
        boolean narrow = whole.min() >= INT_MIN && whole.max() <= INT_MAX;
        Map<String, Object> schema = ordered("type", "integer", "format", narrow ? "int32" : "int64");
        if (whole.min() != INT_MIN && whole.min() != -JsonType.MAX_ID) {
            schema.put("minimum", whole.min());
        }
        if (whole.max() != INT_MAX && whole.max() != JsonType.MAX_ID) {
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
