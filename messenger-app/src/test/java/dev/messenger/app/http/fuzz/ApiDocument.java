package dev.messenger.app.http.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of the running server, read without the server's own classes. */
record ApiDocument(JsonNode root) {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    /**
     * A parameter.
     *
     * @param place {@code path} or {@code query}
     */
    record Parameter(String name, String place, boolean isRequired, JsonNode schema) {}

    /**
     * An operation.
     *
     * @param body the schema of the request body, null for none
     * @param responses by status
     */
    record Operation(
            String method,
            String path,
            boolean isOpen,
            List<Parameter> parameters,
            @Nullable JsonNode body,
            JsonNode responses) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode declared) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : declared.path("parameters")) {
            parameters.add(new Parameter(
                    parameter.get("name").asString(),
                    parameter.get("in").asString(),
                    parameter.get("required").asBoolean(),
                    parameter.get("schema")));
        }
        JsonNode body = declared.at("/requestBody/content/application~1json/schema");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                declared.get("security").isEmpty(),
                parameters,
                body.isMissingNode() ? null : body,
                declared.get("responses"));
    }

    /** The schema itself, behind a reference. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    /** How a value breaks a schema; null when it does not. */
    @Nullable
    String breach(JsonNode value, JsonNode declared, String place) {
        JsonNode schema = resolved(declared);
        if (schema.has("anyOf")) {
            boolean fits = schema.get("anyOf").values().stream().anyMatch(one -> breach(value, one, place) == null);
            return fits ? null : place + " fits none of the declared types";
        }
        if (schema.has("type") && !typeFits(value, schema.get("type"))) {
            return place + " is no " + schema.get("type");
        }
        if (schema.has("enum") && !schema.get("enum").values().contains(value)) {
            return place + " is none of " + schema.get("enum");
        }
        if ("date-time".equals(schema.path("format").asString(""))
                && value.isString()
                && !value.asString().matches(TIME)) {
            return place + " is no time";
        }
        return value.isArray() ? breachOfElements(value, schema, place) : breachOfFields(value, schema, place);
    }

    private @Nullable String breachOfElements(JsonNode array, JsonNode schema, String place) {
        for (JsonNode element : array) {
            String breach = breach(element, schema.get("items"), place + "[]");
            if (breach != null) {
                return breach;
            }
        }
        return null;
    }

    private @Nullable String breachOfFields(JsonNode object, JsonNode schema, String place) {
        for (JsonNode required : schema.path("required")) {
            if (object.isObject() && !object.has(required.asString())) {
                return place + " lacks " + required;
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = object.get(property.getKey());
            String breach = value == null ? null : breach(value, property.getValue(), place + "." + property.getKey());
            if (breach != null) {
                return breach;
            }
        }
        return null;
    }

    private static boolean typeFits(JsonNode value, JsonNode type) {
        if (type.isArray()) {
            return type.values().stream().anyMatch(one -> typeFits(value, one));
        }
        return switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("not a type: " + type);
        };
    }
}
