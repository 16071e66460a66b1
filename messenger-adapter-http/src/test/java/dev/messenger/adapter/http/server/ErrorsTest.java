package dev.messenger.adapter.http.server;

import static dev.messenger.adapter.http.server.ToyServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("C3")
class ErrorsTest {

    private static ToyServer server;

    @BeforeAll
    static void start() {
        server = ToyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bad-token   | 400 | token_unknown  | The token is not known.
                    stranger    | 401 | credentials    | Email or password is wrong.
                    forbidden   | 403 | not_admin      | Only admins may.
                    absent      | 404 | chat_not_found | There is no such chat.
                    conflict    | 409 | email_taken    | The email is taken.
                    invalid     | 422 | invalid_value  | username: must have 3 to 32 characters, has 2
                    rule        | 422 | self           | Not with oneself.
                    limited     | 429 | rate_limited   | Rate limit exceeded. Retry in 34 seconds.
                    unavailable | 503 | mail_down      | Mail is down. Try again.
                    exception   | 500 | internal_error | Something went wrong on our side. Report the request_id.
                    error       | 500 | internal_error | Something went wrong on our side. Report the request_id.
                    """)
    void every_category_has_its_status_and_the_common_body(String name, int status, String code, String detail) {
        HttpResponse<String> response = server.callBare("GET", "/fail/" + name, null);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode body = json(response);
        assertThat(body.get("detail").stringValue()).isEqualTo(detail);
        assertThat(body.get("code").stringValue()).isEqualTo(code);
        assertThat(body.get("request_id").stringValue())
                .isEqualTo(response.headers().firstValue("X-Request-ID").orElseThrow());
        assertThat(Set.copyOf(body.propertyNames()))
                .isEqualTo(
                        name.equals("invalid")
                                ? Set.of("detail", "code", "request_id", "field")
                                : Set.of("detail", "code", "request_id"));
    }

    @Test
    @Tag("C7")
    void a_rate_limit_tells_when_to_come_back() {
        assertThat(server.callBare("GET", "/fail/limited", null).headers().firstValue("Retry-After"))
                .hasValue("34");
    }

    @Test
    @Tag("C5")
    void every_401_asks_for_a_token() {
        assertThat(server.callBare("GET", "/fail/stranger", null).headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer");
    }

    @Test
    void readiness_has_an_object_for_detail() {
        JsonNode body = json(server.callBare("GET", "/fail/not-ready", null));

        assertThat(body.get("detail")).isEqualTo(json("{\"status\":\"not_ready\",\"db\":false,\"redis\":true}"));
        assertThat(body.get("code").stringValue()).isEqualTo("not_ready");
    }

    @Test
    void an_answer_that_breaks_off_is_seen_to_be_broken() {
        assertThatThrownBy(() -> server.callBare("GET", "/broken-stream", null))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(server.callBare("GET", "/stream", null).body()).isEqualTo("streamed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=latin1",
                "application/jsonx",
                "json",
                ";"
            })
    void a_body_that_is_declared_as_something_else_is_415(String type) {
        HttpResponse<String> response =
                server.call("POST", "/api/v1/toys", "{\"text\":\"a\",\"chat_id\":1}", "Content-Type", type);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(json(response).get("code").stringValue()).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "application/merge-patch+json"
            })
    void json_goes_by_several_names(String type) {
        assertThat(server.call("POST", "/api/v1/toys", "{\"text\":\"a\",\"chat_id\":1}", "Content-Type", type)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_compressed_body_is_415() {
        assertThat(server.call("POST", "/api/v1/toys", "x", "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_body_that_nobody_asked_for_is_ignored() {
        assertThat(server.call("POST", "/api/v1/toys/poke", "not json", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.call("POST", "/api/v1/toys/poke", null).statusCode()).isEqualTo(204);
    }
}
