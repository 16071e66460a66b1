package dev.messenger.adapter.http.server;

import static dev.messenger.adapter.http.server.ToyServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.messenger.adapter.http.endpoint.Endpoint;
import dev.messenger.adapter.http.endpoint.EndpointBuilder;
import dev.messenger.adapter.http.endpoint.NoBody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static ToyServer server;

    @BeforeAll
    static void start() {
        server = ToyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("C11")
    void a_literal_segment_wins_over_a_parameter_that_was_declared_before_it() {
        assertThat(json(server.call("GET", "/api/v1/toys/search?query=x", null))
                        .get(0)
                        .get("text")
                        .stringValue())
                .isEqualTo("search x");
        assertThat(json(server.call("GET", "/api/v1/toys/12", null)).get("text").stringValue())
                .startsWith("12 ");
    }

    @ParameterizedTest
    @Tag("C3")
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method-override"})
    void the_method_is_that_of_the_request_line(String header) {
        var response =
                server.callBare("GET", "/api/v1/toys/12", null, "Authorization", "Bearer toy-token", header, "DELETE");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("text").stringValue()).startsWith("12 ");
    }

    @Test
    @Tag("C11")
    void a_parameter_can_take_more_than_one_form() {
        for (String reference : List.of("12", "A1B2C3D4E5F6G7H8J9K0L1M2")) {
            assertThat(json(server.call("GET", "/api/v1/chats/" + reference, null))
                            .get("text")
                            .stringValue())
                    .isEqualTo(reference);
        }
        var refused = server.call("GET", "/api/v1/chats/nope", null);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("detail").stringValue())
                .isEqualTo("chat_ref: must be a chat id or a public id of 24 characters");
    }

    @ParameterizedTest
    @Tag("C4")
    @ValueSource(strings = {"0", "-1", "abc", "1.5", "9007199254740992", "99999999999999999999", "+1", "1e3", "٣"})
    void a_path_id_that_is_none_is_422_and_named(String id) {
        var response = server.call("GET", "/api/v1/toys/" + URLEncoder.encode(id, StandardCharsets.UTF_8), null);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("field").stringValue()).isEqualTo("chat_id");
    }

    @ParameterizedTest
    @Tag("C2")
    @ValueSource(strings = {"1", "9007199254740991"})
    void the_smallest_and_the_largest_id_are_ids(String id) {
        assertThat(server.call("GET", "/api/v1/toys/" + id, null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @Tag("C8")
    @CsvSource({
        "limit=0,limit",
        "limit=201,limit",
        "limit=,limit",
        "limit=ten,limit",
        "limit=1.0,limit",
        "limit=1&limit=2,limit",
        "limit=99999999999,limit",
        "before_id=0,before_id",
        "before_id=x,before_id",
        "for_all=yes,for_all",
        "for_all=TRUE,for_all",
        "kind=text,kind"
    })
    void a_query_parameter_that_does_not_parse_is_422_and_named(String query, String field) {
        var response = server.call("GET", "/api/v1/toys/1?" + query, null);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @Tag("C23")
    @CsvSource({
        "/1?unknown=z, unknown",
        "/1?limit=1&unknown, unknown",
        "/1?Limit=1, Limit",
        "/1?=1, ''",
        "/1?%6Cimit=1, %6Cimit",
        "/search?query=a&limit=1, limit"
    })
    void a_query_parameter_that_the_endpoint_does_not_know_is_422_and_named(String request, String field) {
        var response = server.call("GET", "/api/v1/toys" + request, null);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("field").stringValue()).isEqualTo(field);
    }

    @Test
    @Tag("C8")
    void query_parameters_have_bounds_defaults_and_types() {
        assertThat(json(server.call("GET", "/api/v1/toys/1?limit=1", null))
                        .get("text")
                        .stringValue())
                .isEqualTo("1 1 null false VOICE");
        assertThat(json(server.call("GET", "/api/v1/toys/1?limit=200&before_id=5&for_all=true&kind=plain_text", null))
                        .get("text")
                        .stringValue())
                .isEqualTo("1 200 5 true PLAIN_TEXT");
        assertThat(json(server.call("GET", "/api/v1/toys/1", null)).get("text").stringValue())
                .isEqualTo("1 50 null false VOICE");
    }

    @Test
    @Tag("C4")
    void a_required_query_parameter_is_asked_for_and_text_is_decoded_as_utf8() {
        assertThat(json(server.call("GET", "/api/v1/toys/search", null))
                        .get("detail")
                        .stringValue())
                .isEqualTo("query: is required");
        assertThat(json(server.call("GET", "/api/v1/toys/search?query=%D0%B4%D0%B0+a%2Bb%F0%9F%91%8D", null))
                        .get(0)
                        .get("text")
                        .stringValue())
                .isEqualTo("search да a+b👍");
    }

    @ParameterizedTest
    @Tag("C4")
    @ValueSource(strings = {"%00", "a%00b", "%FF", "%C3", "%ED%A0%80"})
    void a_query_text_that_is_no_text_is_422(String text) {
        var response = server.call("GET", "/api/v1/toys/search?query=" + text, null);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("field").stringValue()).isEqualTo("query");
    }

    @Test
    @Tag("C3")
    void a_wrong_method_is_405_and_told_what_is_allowed() {
        var health = server.callBare("POST", "/health", "");
        assertThat(health.statusCode()).isEqualTo(405);
        assertThat(health.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(json(health).get("code").stringValue()).isEqualTo("method_not_allowed");

        var toys = server.call("PUT", "/api/v1/toys/5", "{}");
        assertThat(toys.statusCode()).isEqualTo(405);
        assertThat(toys.headers().firstValue("Allow")).hasValue("DELETE, GET, HEAD, OPTIONS");
        assertThat(server.call("BREW", "/api/v1/toys", null).statusCode()).isEqualTo(405);
    }

    @Test
    void head_answers_as_get_does_without_the_body() {
        var head = server.call("HEAD", "/api/v1/toys/5", null);
        var get = server.call("GET", "/api/v1/toys/5", null);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(server.callBare("HEAD", "/api/v1/toys/5", null).statusCode()).isEqualTo(401);
        assertThat(server.call("HEAD", "/api/v1/nothing", null).statusCode()).isEqualTo(404);
    }

    @Test
    void options_tells_the_methods() {
        var response = server.callBare("OPTIONS", "/health", null);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(server.callBare("OPTIONS", "/nothing", null).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @Tag("C3")
    @ValueSource(strings = {"/", "/nothing", "/health/", "/api", "/api/v1x", "/HEALTH", "/health;x=1"})
    void what_is_at_no_path_is_404_in_json(String path) {
        var response = server.callBare("GET", path, null);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").stringValue()).isEqualTo("not_found");
    }

    @Test
    void an_endpoint_sets_headers_of_its_answer() {
        var response = server.call("DELETE", "/api/v1/toys/5", null);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("X-Toy")).hasValue("gone");
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void mistakes_in_declarations_are_found_when_the_server_is_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withChatId().returnsNothing())
                .withMessageContaining("chat_id");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Endpoint.get("/a", "T", "S").params(ToyServer.CHAT_ID).returnsNothing());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withChatId()
                        .params(ToyServer.CHAT_ID, ToyServer.CHAT_ID)
                        .returnsNothing());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.get("/a", "", "").returnsNothing());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.get("a/", "T", "S").returnsNothing());
        var one = withChatId().params(ToyServer.CHAT_ID).returnsNothing().handle(call -> {});
        var twin = Endpoint.get("/a/{chat_ref}", "T", "R")
                .params(ToyServer.CHAT_REF)
                .returnsNothing()
                .handle(call -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Router(
                        List.of(one, twin),
                        token -> ToyServer.CALLER,
                        ToyServer.UNLIMITED,
                        ToyServer.settings(Duration.ofSeconds(1))))
                .withMessageContaining("match the same paths");
    }

    private static EndpointBuilder<NoBody> withChatId() {
        return Endpoint.get("/a/{chat_id}", "T", "S");
    }
}
