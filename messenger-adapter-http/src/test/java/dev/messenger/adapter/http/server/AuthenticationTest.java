package dev.messenger.adapter.http.server;

import static dev.messenger.adapter.http.server.ToyServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C5")
class AuthenticationTest {

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
    @CsvSource({
        "GET,/api/v1/toys/5",
        "GET,/api/v1/toys/not-an-id",
        "GET,/api/v1/toys/5?limit=0",
        "POST,/api/v1/toys",
        "PUT,/api/v1/toys",
        "HEAD,/api/v1/toys/5",
        "OPTIONS,/api/v1/toys",
        "GET,/api/v1/nothing",
        "DELETE,/api/v1",
        "BREW,/api/v1/toys",
        "GET,/%61pi/v1/nothing",
        "GET,/x/../api/v1/nothing"
    })
    void without_a_token_everything_below_the_api_is_401(String method, String path) {
        HttpResponse<String> response = server.callBare(method, path, null);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        if (!method.equals("HEAD")) {
            assertThat(json(response).get("code").stringValue()).isEqualTo("token_missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/toys/5", "/api/v1/nothing"})
    void asking_for_a_web_socket_is_no_way_around_the_token(String path) {
        HttpResponse<String> response = server.callBare("GET", path, null, "Sec-WebSocket-Version", "13");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(server.call("GET", "/api/v1/whoami", null, "Sec-WebSocket-Version", "13")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_401_comes_before_any_look_at_the_body() {
        assertThat(server.callBare("POST", "/api/v1/toys", "not json", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic toy-token", "toy-token", "Bearer toy-token x"})
    void a_token_that_is_none_is_401(String header) {
        HttpResponse<String> response = server.callBare("GET", "/api/v1/whoami", null, "Authorization", header);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void the_scheme_is_read_in_any_letter_case() {
        HttpResponse<String> response =
                server.callBare("GET", "/api/v1/whoami", null, "Authorization", "bearer " + ToyServer.TOKEN);

        assertThat(json(response).get("user").longValue()).isEqualTo(7);
    }

    @Test
    void an_unknown_path_is_404_with_a_token() {
        assertThat(server.call("GET", "/api/v1/nothing", null).statusCode()).isEqualTo(404);
    }

    @Test
    void an_open_endpoint_needs_no_token_and_minds_no_wrong_one() {
        assertThat(server.callBare("POST", "/api/v1/auth/login", "").statusCode())
                .isEqualTo(200);
        assertThat(server.callBare("POST", "/api/v1/auth/login", "", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.callBare("GET", "/api/v1/auth/login", null).statusCode())
                .isEqualTo(405);
    }

    @Test
    @Tag("L1")
    void the_client_is_who_the_trusted_proxy_says() {
        HttpResponse<String> response =
                server.call("GET", "/api/v1/whoami", null, "X-Forwarded-For", "6.6.6.6, 203.0.113.9");
        assertThat(json(response).get("text").stringValue()).isEqualTo("203.0.113.9");
        assertThat(json(server.call("GET", "/api/v1/whoami", null)).get("text").stringValue())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void a_long_user_agent_is_cut() {
        HttpResponse<String> response = server.call("GET", "/api/v1/whoami", null, "User-Agent", "a".repeat(600));

        assertThat(json(response).get("nothing").stringValue()).hasSize(512);
    }
}
