package dev.messenger.app.http.fuzz;

import dev.messenger.app.http.fuzz.ApiDocument.Parameter;
import dev.messenger.app.testing.Person;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes up values for schemas: valid ones, ones at the bounds, and hostile ones. For use by one thread.
 *
 * @param sender whose request it is
 */
record Values(ApiDocument document, Ids ids, Person sender, SplittableRandom random) {

    /** How a value is made up. */
    enum Manner {
        VALID,
        AT_THE_BOUNDS,
        HOSTILE
    }

    /** JSON texts of any type, not all of them JSON. */
    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.5",
            "1e400",
            "-1e999999999",
            "1e-999999999",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(63),
            "1" + "0".repeat(300),
            "NaN",
            "01",
            "0x10",
            "[]",
            "{}",
            "[[[[]]]]",
            "[null]",
            "{\"a\":{\"b\":[1,{}]}}",
            "[1,\"a\",null,[],{}]",
            "{\"a\":1,\"a\":2}",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ufeff\"",
            "\"\\u202etxt\\u2066\"",
            "\"\\u200b\\u200d\\ufe0f\"",
            "\"\\u2028\\r\\n\"",
            "\"\\u0085\\u001b[2J\"",
            "\"\\ud83e\\uede8\"",
            "\"\\udbff\\udfff\"",
            "\"\\uffff\"",
            "\"a\\u0301\\u0301\\u0301\"",
            "\"\\u0130\\u00df\\ufb03\"",
            "\"%\"",
            "\"\\\\\"",
            "\"a_%'\\\"--;\"",
            "\"' or 1=1; drop table users\"",
            "\"<script>alert(1)</script>\"",
            "\"../../etc/passwd\"",
            "\"${jndi:ldap://x}\"",
            "\"javascript:alert(1)\"",
            "\"http://[::1\"",
            "\"a@b\"",
            "\"@@@\"",
            "\"\\\"phrase\"",
            "\"* & | ! ( :*\"",
            "\"0000-00-00T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"9999-12-31T23:59:60Z\"",
            "\"" + "a".repeat(5_000) + "\"",
            "\"" + "\\ud83d\\udc4d".repeat(3_000) + "\"",
            "\"" + "a ".repeat(40_000) + "\"",
            "\"" + "a\\u0301".repeat(2_000) + "\"",
            "\"a\\qb\"",
            "\"unfinished");

    private static final List<Integer> LENGTHS =
            List.of(0, 1, 2, 3, 32, 33, 64, 65, 100, 101, 128, 129, 200, 255, 256, 4096, 4097);

    private static final List<String> RAW_ESCAPES =
            List.of("%zz", "%", "%c0%80", "%ff", "%00", "%2f", "%25", "%2e%2e", "%ed%a0%80", "%0d%0a", ";a=b", "+");

    /** The body of a request: JSON, or nearly. */
    String body(JsonNode schema, Manner manner) {
        if (manner == Manner.HOSTILE && random.nextInt(10) == 0) {
            return pick(HOSTILE);
        }
        return json(document.resolved(schema), "", manner);
    }

    /** The text of a parameter, with its escapes. */
    String parameter(Parameter parameter, Manner manner) {
        if (manner == Manner.HOSTILE && random.nextInt(4) == 0) {
            return pick(RAW_ESCAPES);
        }
        String json = json(document.resolved(parameter.schema()), parameter.name(), manner);
        String text = json.startsWith("\"") && json.endsWith("\"") && json.length() < 6_000 ? plain(json) : json;
        return escaped(text.substring(0, Math.min(text.length(), 1_000)));
    }

    /** The text of a JSON string without its escapes; a lone surrogate becomes a question mark. */
    private static String plain(String json) {
        try {
            return JsonMapper.shared().readTree(json).asString();
        } catch (JacksonException notJson) {
            return json;
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain =
                    (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'z') || octet == '-' || octet == '_';
            escaped.append(isPlain ? String.valueOf((char) octet) : "%%%02x".formatted(octet & 0xff));
        }
        return escaped.toString();
    }

    private String json(JsonNode declared, String name, Manner manner) {
        JsonNode schema = document.resolved(declared);
        if (manner == Manner.HOSTILE && !name.isEmpty() && random.nextInt(3) > 0) {
            return pick(HOSTILE);
        }
        if (schema.has("anyOf")) {
            return json(
                    schema.get("anyOf").get(random.nextInt(schema.get("anyOf").size())), name, manner);
        }
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .toString();
        }
        return switch (type(schema.path("type"))) {
            case "integer" -> whole(schema, name, manner);
            case "number" -> manner == Manner.VALID ? "1.5" : "-1e308";
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "array" -> array(schema.get("items"), name, manner);
            case "object" -> object(schema, manner);
            case "null" -> "null";
            default -> text(schema, name, manner);
        };
    }

    private String type(JsonNode type) {
        return type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString("string");
    }

    private String object(JsonNode schema, Manner manner) {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        if (schema.has("additionalProperties")) {
            fields.add("\"a\":" + json(schema.get("additionalProperties"), "a", manner));
        }
        List<JsonNode> required = List.copyOf(schema.path("required").values());
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean isNeeded = required.stream().anyMatch(one -> one.asString().equals(property.getKey()));
            int chance = random.nextInt(10);
            if (isNeeded ? chance > 0 || manner == Manner.VALID : chance < 4) {
                fields.add("\"" + property.getKey() + "\":" + json(property.getValue(), property.getKey(), manner));
            }
        }
        return fields.toString();
    }

    private String array(JsonNode items, String name, Manner manner) {
        int length = manner == Manner.VALID ? 1 + random.nextInt(3) : pick(List.of(0, 1, 2, 50, 201, 1_001));
        StringJoiner elements = new StringJoiner(",", "[", "]");
        for (int i = 0; i < length; i++) {
            elements.add(json(items, name, manner));
        }
        return elements.toString();
    }

    private String whole(JsonNode schema, String name, Manner manner) {
        long min = schema.path("minimum").asLong(-(1L << 53) + 1);
        long max = schema.path("maximum").asLong((1L << 53) - 1);
        if (manner != Manner.VALID) {
            return Long.toString(pick(List.of(min - 1, min, min + 1, max - 1, max, max + 1, 0L, 1L)));
        }
        String known = ids.pick(name, "1", random);
        boolean isId = Ids.isIdentifying(name) && known.matches("\\d{1,15}");
        return isId ? known : Long.toString(random.nextLong(Math.max(min, 0), Math.min(max, 1_000) + 1));
    }

    private String text(JsonNode schema, String name, Manner manner) {
        if (manner != Manner.VALID) {
            String unit = pick(List.of("a", "é", "漢", "👍", "a\u0301", "أ", " ", "\u00a0", "İ", "\u200d", "_"));
            return quoted(unit.repeat(pick(LENGTHS)));
        }
        if (schema.path("format").asString("").equals("uuid")) {
            return quoted(new UUID(random.nextLong(), random.nextInt(20)).toString());
        }
        if (name.contains("password")) {
            return quoted(random.nextInt(4) == 0 ? sender.password() : "correct horse battery");
        }
        return switch (name) {
            case "emoji" -> quoted(pick(List.of("👍", "❤️", "🎉", "a")));
            case "content_type" -> quoted(pick(List.of("image/png", "text/plain", "video/mp4")));
            case "username" -> quoted("fuzz" + random.nextInt(1_000_000));
            case "email" ->
                quoted(random.nextBoolean() ? sender.email() : "fuzz" + random.nextInt(99) + "@example.com");
            default ->
                Ids.isIdentifying(name)
                        ? quoted(ids.pick(name, "unknown", random))
                        : quoted(pick(List.of("hello", "words of @" + sender.username(), "ünïcode", "na", "friends")));
        };
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
