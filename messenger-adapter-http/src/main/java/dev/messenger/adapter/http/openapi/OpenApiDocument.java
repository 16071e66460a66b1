package dev.messenger.adapter.http.openapi;

import static dev.messenger.adapter.http.openapi.Schemas.ordered;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.Param;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.endpoint.ResponseType;
import dev.messenger.adapter.http.json.JsonWriter;
import dev.messenger.adapter.http.json.Mapping;
import dev.messenger.adapter.http.openapi.Schemas.Direction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** The OpenAPI 3.1 document of a list of endpoints. */
public final class OpenApiDocument {

    private static final String DESCRIPTION = """
            JSON in UTF-8, keys in snake_case; an unset value is null, never a missing key. Times are RFC 3339 in UTC with six fractional \
            digits. Every answer carries X-Request-ID; every answer other than 2xx is an Error whose `code` a client can branch on.""";

    /** An operation is called {@code listChats} where its summary says "List my chats". */
    private static final Pattern NOT_IN_IDS = Pattern.compile("\\b(a|an|the|my|me)\\b|[^a-z0-9 ]");

    private final Schemas schemas = new Schemas();
    private final SortedMap<Integer, Map<String, Object>> errors = new TreeMap<>();
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, String> chapters;
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    private final PathNames names;
    private final String title;
    private final String version;

    private OpenApiDocument(String title, String version, Map<String, String> chapters, List<Endpoint> endpoints) {
        this.title = title;
        this.version = version;
        this.chapters = chapters;
        this.names = new PathNames(endpoints);
        endpoints.forEach(this::add);
    }

    /**
     * The document as JSON.
     *
     * @param chapters a sentence for each tag of the endpoints
     * @throws IllegalArgumentException when a tag has no sentence, two endpoints have the same summary, or two records of the API the same simple name
     */
    public static byte[] of(String title, String version, Map<String, String> chapters, List<Endpoint> endpoints) {
        return new JsonWriter().write(new OpenApiDocument(title, version, chapters, endpoints).root());
    }

    private void add(Endpoint endpoint) {
        tags.add(endpoint.documentation().tag());
        paths.computeIfAbsent(names.path(endpoint), path -> new LinkedHashMap<>())
                .put(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint));
    }

    private Map<String, Object> root() {
        Map<String, Object> responses = new LinkedHashMap<>();
        errors.forEach((status, response) -> responses.put(errorName(status), response));
        responses.put("Error", error("Something else went wrong."));
        Map<String, Object> named = new TreeMap<>(schemas.named());
        named.put("Error", errorSchema());
        return ordered(
                "openapi",
                "3.1.1",
                "info",
                ordered(
                        "title",
                        title,
                        "version",
                        version,
                        "description",
                        DESCRIPTION,
                        "license",
                        ordered("name", "Apache License 2.0", "identifier", "Apache-2.0")),
                "servers",
                List.of(ordered("url", "/", "description", "The server that this document comes from.")),
                "tags",
                tags.stream().map(this::tag).toList(),
                "paths",
                paths,
                "components",
                ordered(
                        "schemas",
                        named,
                        "responses",
                        responses,
                        "headers",
                        RateLimitHeaders.COMPONENTS,
                        "securitySchemes",
                        ordered("bearer", ordered("type", "http", "scheme", "bearer", "bearerFormat", "JWT"))));
    }

    private Map<String, Object> tag(String name) {
        String sentence = chapters.get(name);
        if (sentence == null) {
            throw new IllegalArgumentException("the chapter " + name + " is not described");
        }
        return ordered("name", name, "description", sentence);
    }

    private Map<String, Object> operation(Endpoint endpoint) {
        Endpoint.Documentation texts = endpoint.documentation();
        Map<String, Object> operation =
                ordered("tags", List.of(texts.tag()), "summary", texts.summary(), "operationId", operationId(endpoint));
        if (!texts.description().isEmpty()) {
            operation.put("description", texts.description());
        }
        Endpoint.Input input = endpoint.input();
        if (!input.params().isEmpty()) {
            operation.put("parameters", Mapping.list(input.params(), param -> parameter(endpoint, param)));
        }
        Class<? extends Record> body = input.bodyType();
        if (body != null) {
            operation.put(
                    "requestBody",
                    ordered(
                            "required",
                            !input.isBodyOptional(),
                            "content",
                            json(schemas.reference(body, Direction.REQUEST)),
                            "x-max-bytes",
                            input.maxBodyBytes()));
        }
        operation.put("responses", responses(endpoint));
        operation.put("security", endpoint.isOpen() ? List.of() : List.of(Map.of("bearer", List.of())));
        return operation;
    }

    private Map<String, Object> parameter(Endpoint endpoint, Param<?> param) {
        Map<String, Object> schema = schemas.of(param.format().type(), Direction.REQUEST);
        Map<String, Object> parameter = new LinkedHashMap<>();
        switch (param) {
            case PathParam<?> inPath -> {
                parameter.put("name", names.parameter(endpoint, inPath.name()));
                parameter.put("in", "path");
                parameter.put("required", true);
            }
            case QueryParam<?> query -> {
                parameter.put("name", query.name());
                parameter.put("in", "query");
                parameter.put("required", query.isRequired());
                Object fallback = query.fallback();
                if (fallback instanceof Number || fallback instanceof Boolean || fallback instanceof String) {
                    schema.put("default", fallback);
                }
            }
        }
        String sentence = param.doc().isEmpty()
                ? Descriptions.ofParameter((String) Objects.requireNonNull(parameter.get("name")))
                : param.doc();
        if (!sentence.isEmpty()) {
            parameter.put("description", sentence);
        }
        parameter.put("schema", schema);
        return parameter;
    }

    private Map<String, Object> responses(Endpoint endpoint) {
        Endpoint.Output output = endpoint.output();
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> success = ordered("description", HttpStatus.getMessage(output.status()));
        switch (output.type()) {
            case ResponseType.Json json ->
                success.put("content", json(schemas.reference(json.type(), Direction.RESPONSE)));
            case ResponseType.JsonList list ->
                success.put(
                        "content",
                        json(ordered("type", "array", "items", schemas.reference(list.element(), Direction.RESPONSE))));
            case ResponseType.Empty ignored -> {}
            case ResponseType.Bytes bytes -> success.put("content", Map.of(mediaType(bytes.contentType()), Map.of()));
            case ResponseType.Streamed stream ->
                success.put("content", Map.of(mediaType(stream.contentType()), Map.of()));
        }
        if (endpoint.counting().isCounted()) {
            success.put("headers", RateLimitHeaders.REFERENCES);
        }
        responses.put(Integer.toString(output.status()), success);
        for (int status : output.failures()) {
            Class<? extends Record> body = output.failureBodies().get(status);
            if (body == null) {
                errors.computeIfAbsent(status, OpenApiDocument::error);
            }
            responses.put(
                    Integer.toString(status),
                    body == null
                            ? response(errorName(status))
                            : ordered(
                                    "description",
                                    HttpStatus.getMessage(status),
                                    "content",
                                    json(schemas.reference(body, Direction.RESPONSE))));
        }
        responses.put("default", response("Error"));
        return responses;
    }

    private String operationId(Endpoint endpoint) {
        String summary = endpoint.documentation().summary();
        StringBuilder id = new StringBuilder();
        for (String word : NOT_IN_IDS
                .matcher(summary.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip()
                .split(" +", -1)) {
            id.append(id.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        if (!operationIds.add(id.toString())) {
            throw new IllegalArgumentException(endpoint + " has the summary of another endpoint: " + summary);
        }
        return id.toString();
    }

    private static Map<String, Object> error(int status) {
        Map<String, Object> error = error(HttpStatus.getMessage(status));
        if (status == 429) {
            error.put("headers", RateLimitHeaders.OF_REFUSALS);
        }
        return error;
    }

    private static Map<String, Object> error(String description) {
        return ordered("description", description, "content", json(Map.of("$ref", "#/components/schemas/Error")));
    }

    private static Map<String, Object> errorSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String property : List.of("detail", "code", "request_id", "field")) {
            properties.put(property, Descriptions.ofProperty("Error", property, ordered("type", "string")));
        }
        return Descriptions.ofSchema(
                "Error",
                ordered(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "required",
                        List.of("detail", "code", "request_id")));
    }

    private static String errorName(int status) {
        return "Error" + status;
    }

    private static Map<String, Object> response(String name) {
        return Map.of("$ref", "#/components/responses/" + name);
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    }
}
