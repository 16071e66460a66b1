package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A disk that is nearly full takes no files, and everything else goes on. */
@Tag("D8")
class LowDiskIT {

    @Test
    void noLinkIsIssuedAndMessagesGoOn() {
        Map<String, String> services = new HashMap<>(TestServer.freshServices());
        services.keySet().removeIf(name -> name.startsWith("S3_"));
        try (TestServer server = TestServer.start(
                services, Map.of("MIN_FREE_DISK_BYTES", Long.toString(1L << 50), "MAX_PENDING_UPLOADS", "1"))) {
            Person ann = server.person();
            for (int i = 0; i < 3; i++) {
                Api.Response refused = ann.api()
                        .post(
                                "/api/v1/media/upload-url",
                                Map.of("file_name", "a.png", "file_type", "image/png", "file_size", 10))
                        .expect(503);
                assertThat(refused.code()).as("it does not count as an upload").isEqualTo("storage_full");
                assertThat(refused.json().get("detail").asString())
                        .isEqualTo("There is no room for files at present. Try again later.");
            }
            ann.send(ann.privateChatWith(server.person()), "Words are small");
        }
    }
}
