package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.testing.TestDatabases;
import dev.messenger.testing.TestRedis;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page of an allowed origin uploads a file to the embedded store and displays it. */
@Tag("D1")
@Tag("C10")
class CrossOriginUploadIT {

    private static final String ORIGIN = "https://chat.example.org";
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    @Test
    void pagesOfAllowedOriginsUploadAndOthersDoNot() {
        Map<String, String> services = Map.of("DATABASE_URL", TestDatabases.fresh(), "REDIS_URL", TestRedis.fresh());
        try (TestServer server = TestServer.start(services, Map.of("CORS_ALLOWED_ORIGINS", ORIGIN))) {
            Person anna = server.person();
            Uploading picture = Uploading.of(anna, "image/png", PICTURE);

            assertThat(allowed(Api.send(preflight(picture, "https://evil.example"))))
                    .isEmpty();
            Api.Response preflight = Api.send(preflight(picture, ORIGIN)).expect(200);
            assertThat(allowed(preflight)).isEqualTo(ORIGIN);
            assertThat(preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Methods")
                            .orElse(""))
                    .contains("PUT");
            assertThat(preflight
                            .headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElse("")
                            .toLowerCase(java.util.Locale.ROOT))
                    .contains("content-type", "if-none-match");
            assertThat(allowed(Api.send(picture.put().header("Origin", ORIGIN)).expect(200)))
                    .isEqualTo(ORIGIN);

            long chat = anna.privateChatWith(server.person());
            String shown = picture.attachTo(anna.send(chat, "look"))
                    .expect(200)
                    .json()
                    .get("file_url")
                    .asString();
            assertThat(allowed(
                            Api.send(HttpRequest.newBuilder(URI.create(shown)).header("Origin", ORIGIN))
                                    .expect(200)))
                    .isEqualTo(ORIGIN);
        }
    }

    private static HttpRequest.Builder preflight(Uploading picture, String origin) {
        return HttpRequest.newBuilder(
                        URI.create(picture.link().get("upload_url").asString()))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type,if-none-match");
    }

    private static String allowed(Api.Response response) {
        return response.headers().firstValue("Access-Control-Allow-Origin").orElse("");
    }
}
