package dev.messenger.adapter.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.Format;
import dev.messenger.adapter.http.endpoint.PathParam;
import dev.messenger.adapter.http.endpoint.QueryParam;
import dev.messenger.adapter.http.json.JsonType;
import dev.messenger.adapter.http.json.Patch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OpenApiDocumentTest {

    enum Color {
        RED,
        DARK_BLUE
    }

    record Wheel(int spokes) {}

    record CarRequest(String name, @Nullable Color color, Patch<@Nullable String> note, List<Long> owners) {}

    record Car(
            long id,
            String name,
            @Nullable Color color,
            @Nullable Wheel spare,
            List<Wheel> wheels,
            Map<String, String> labels,
            double price,
            boolean sold,
            Instant builtAt,
            @Nullable Car trailer) {}

    private static final PathParam<Long> CAR_ID =
            PathParam.id("car_id", id -> id).doc("The car.");
    private static final PathParam<String> CAR_REF = PathParam.of(
            "car_ref",
            new Format<>(
                    "a car",
                    new JsonType.AnyOf(List.of(JsonType.ID, new JsonType.Text(null, "^[A-Z]{3}$"))),
                    text -> text));

    private static final Map<String, String> CHAPTERS =
            Map.of("Cars", "All about cars.", "Photos", "Pictures of cars.");

    private static List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/cars", "Cars", "List cars")
                        .params(
                                QueryParam.limit(50),
                                QueryParam.flag("sold").orElse(false),
                                QueryParam.text("query").required())
                        .returnsList(200, Car.class)
                        .handle(request -> List.of()),
                Endpoint.post("/cars", "Cars", "Build a car")
                        .description("Takes a while.")
                        .body(CarRequest.class)
                        .returns(201, Car.class)
                        .fails(409, 429)
                        .handle(request -> {
                            throw new IllegalStateException();
                        }),
                Endpoint.delete("/cars/{car_id}", "Cars", "Scrap a car")
                        .params(CAR_ID)
                        .returnsNothing()
                        .handle(request -> {}),
                Endpoint.get("/cars/{car_ref}/photo", "Photos", "See a car")
                        .open()
                        .params(CAR_REF)
                        .returnsBytes("text/html; charset=utf-8")
                        .handle(request -> new byte[0]));
    }

    private final JsonNode document =
            new JsonMapper().readTree(OpenApiDocument.of("Cars", "1.0", CHAPTERS, endpoints()));

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    @Test
    void the_head_names_the_api_and_its_chapters() {
        assertThat(document.get("openapi").stringValue()).startsWith("3.1.");
        assertThat(document.at("/info/title").stringValue()).isEqualTo("Cars");
        assertThat(document.get("tags")).isEqualTo(json("""
                        [{"name":"Cars","description":"All about cars."},
                         {"name":"Photos","description":"Pictures of cars."}]"""));
    }

    @Test
    void an_answer_has_all_its_keys_and_null_where_it_says_so() {
        assertThat(bare(document.at("/components/schemas/Car"))).isEqualTo(json("""
                                {"type":"object","properties":{
                                  "id":{"type":"integer","format":"int64"},
                                  "name":{"type":"string"},
                                  "color":{"anyOf":[{"$ref":"#/components/schemas/Color"},{"type":"null"}]},
                                  "spare":{"anyOf":[{"$ref":"#/components/schemas/Wheel"},{"type":"null"}]},
                                  "wheels":{"type":"array","items":{"$ref":"#/components/schemas/Wheel"}},
                                  "labels":{"type":"object","additionalProperties":{"type":"string"}},
                                  "price":{"type":"number","format":"double"},
                                  "sold":{"type":"boolean"},
                                  "built_at":{"type":"string","format":"date-time"},
                                  "trailer":{"anyOf":[{"$ref":"#/components/schemas/Car"},{"type":"null"}]}},
                                 "required":["id","name","color","spare","wheels","labels","price","sold","built_at","trailer"]}"""));
    }

    @Test
    void texts_of_parameters_and_properties_are_in_the_document() {
        assertThat(document.at("/components/schemas/Car/properties/id/description")
                        .stringValue())
                .isEqualTo("The id.");
        assertThat(document.at("/paths/~1cars/get/parameters/0/description").stringValue())
                .isEqualTo("How many to return at most.");
        assertThat(document.at("/paths/~1cars/get/parameters/2/description").stringValue())
                .isEqualTo("What to look for.");
    }

    /** A copy without descriptions. */
    private static JsonNode bare(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("description").forEach(described -> ((ObjectNode) described).remove("description"));
        return copy;
    }

    @Test
    @Tag("C15")
    void a_request_requires_what_the_reader_requires() {
        assertThat(document.at("/components/schemas/CarRequest/required")).isEqualTo(json("[\"name\",\"owners\"]"));
        assertThat(bare(document.at("/components/schemas/CarRequest/properties/note")))
                .isEqualTo(json("{\"type\":[\"string\",\"null\"]}"));
        assertThat(document.at("/paths/~1cars/post/requestBody"))
                .isEqualTo(
                        json(
                                "{\"required\":true,\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/CarRequest\"}}},\"x-max-bytes\":65536}"));
    }

    @Test
    void parameters_carry_bounds_and_defaults() {
        assertThat(bare(document.at("/paths/~1cars/get/parameters"))).isEqualTo(json("""
                                [{"name":"limit","in":"query","required":false,
                                  "schema":{"type":"integer","format":"int32","minimum":1,"maximum":200,"default":50}},
                                 {"name":"sold","in":"query","required":false,"schema":{"type":"boolean","default":false}},
                                 {"name":"query","in":"query","required":true,"schema":{"type":"string"}}]"""));
        assertThat(document.at("/paths/~1cars~1{car_id}/delete/parameters")).isEqualTo(json("""
                                [{"name":"car_id","in":"path","required":true,"description":"The car.",
                                  "schema":{"type":"integer","format":"int64","minimum":1}}]"""));
        assertThat(document.at("/paths/~1cars~1{car_ref}~1photo/get/parameters/0/schema/anyOf/1"))
                .isEqualTo(json("{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}$\"}"));
    }

    @Test
    void failures_follow_from_the_declaration() {
        assertThat(statuses("/paths/~1cars/post"))
                .containsExactly("201", "400", "401", "408", "409", "413", "415", "422", "429", "503", "default");
        assertThat(statuses("/paths/~1cars~1{car_id}/delete"))
                .containsExactly("204", "400", "401", "422", "429", "default");
        assertThat(document.at("/components/responses/Error409/content/application~1json/schema/$ref")
                        .stringValue())
                .isEqualTo("#/components/schemas/Error");
        assertThat(document.at("/components/schemas/Error/required"))
                .isEqualTo(json("[\"detail\",\"code\",\"request_id\"]"));
    }

    @Test
    @Tag("L5")
    void counted_endpoints_declare_the_headers_about_limits() {
        JsonNode both = json("""
                        {"RateLimit-Policy":{"$ref":"#/components/headers/RateLimit-Policy"},
                         "RateLimit":{"$ref":"#/components/headers/RateLimit"}}""");
        assertThat(document.at("/paths/~1cars/get/responses/200/headers")).isEqualTo(both);
        assertThat(document.at("/paths/~1cars~1{car_ref}~1photo/get/responses/200/headers")
                        .isMissingNode())
                .as("nobody is counted without a token")
                .isTrue();
        assertThat(document.at("/components/responses/Error429/headers").propertyNames())
                .containsExactly("Retry-After", "RateLimit-Policy", "RateLimit");
    }

    private Set<String> statuses(String operation) {
        return new LinkedHashSet<>(document.at(operation + "/responses").propertyNames());
    }

    @Test
    void an_operation_asks_for_a_token_unless_it_is_open() {
        assertThat(document.at("/paths/~1cars/get/security")).isEqualTo(json("[{\"bearer\":[]}]"));
        assertThat(document.at("/paths/~1cars~1{car_ref}~1photo/get/security")).isEqualTo(json("[]"));
        assertThat(document.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
    }

    @Test
    void operation_ids_are_unique_and_made_of_the_summaries() {
        assertThat(document.at("/paths/~1cars/post/operationId").stringValue()).isEqualTo("buildCar");
        List<Endpoint> twice = new ArrayList<>(endpoints());
        twice.addAll(endpoints());
        assertThatIllegalArgumentException().isThrownBy(() -> OpenApiDocument.of("Cars", "1.0", CHAPTERS, twice));
    }

    @Test
    void an_enum_has_one_schema_of_its_own() {
        assertThat(document.at("/components/schemas/Color"))
                .isEqualTo(json("{\"type\":\"string\",\"enum\":[\"red\",\"dark_blue\"]}"));
    }

    @Test
    void paths_that_differ_only_in_names_are_one_path() {
        List<Endpoint> more = new ArrayList<>(endpoints());
        more.add(Endpoint.get("/cars/{owner_id}", "Cars", "List the cars of an owner")
                .params(PathParam.id("owner_id", id -> id))
                .returnsList(200, Car.class)
                .handle(request -> List.of()));

        JsonNode paths = new JsonMapper()
                .readTree(OpenApiDocument.of("Cars", "1.0", CHAPTERS, more))
                .get("paths");

        assertThat(paths.propertyNames()).containsExactly("/cars", "/cars/{id}", "/cars/{car_ref}/photo");
        assertThat(paths.at("/~1cars~1{id}/get/parameters/0/name").stringValue())
                .isEqualTo("id");
        assertThat(paths.at("/~1cars~1{id}/delete/parameters/0/name").stringValue())
                .isEqualTo("id");
    }

    @Test
    void every_chapter_is_described() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenApiDocument.of("Cars", "1.0", Map.of(), endpoints()))
                .withMessageContaining("Cars");
    }

    @Test
    void a_failure_can_have_a_body_of_its_own() {
        Endpoint endpoint = Endpoint.get("/wheels", "Cars", "List wheels")
                .returnsList(200, Car.class)
                .fails(503, Wheel.class)
                .handle(request -> List.of());

        JsonNode answers = new JsonMapper()
                .readTree(OpenApiDocument.of("Cars", "1.0", CHAPTERS, List.of(endpoint)))
                .at("/paths/~1wheels/get/responses");

        assertThat(answers.at("/503/content/application~1json/schema/$ref").stringValue())
                .isEqualTo("#/components/schemas/Wheel");
        assertThat(answers.at("/401/$ref").stringValue()).isEqualTo("#/components/responses/Error401");
    }

    @Test
    void every_reference_points_at_something() {
        Set<String> references = new HashSet<>();
        collect(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.isObject() && node.has("$ref")) {
            references.add(node.get("$ref").stringValue());
        }
        node.forEach(child -> collect(child, references));
    }

    @Test
    void an_api_without_endpoints_has_a_document_too() {
        JsonNode empty = new JsonMapper().readTree(OpenApiDocument.of("Empty", "0", Map.of(), List.of()));

        assertThat(empty.get("paths")).isEqualTo(json("{}"));
    }
}
