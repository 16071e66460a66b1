package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.testing.Cable;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Clients reach the store through a proxy, at another address than the server. */
@Tag("D1")
@Tag("D4")
class PublicUrlIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G'};

    @Test
    void clientsUseThePublicAddressAlone() {
        Map<String, String> services = TestServer.freshServices();
        String endpoint = Objects.requireNonNull(services.get("S3_ENDPOINT_URL"));
        try (Cable proxy = Cable.to(URI.create(endpoint))) {
            String publicUrl = "http://localhost:" + proxy.port();
            try (TestServer server = TestServer.start(services, Map.of("S3_PUBLIC_URL", publicUrl))) {
                Person anna = server.person();
                Person boris = server.person();
                long chat = anna.privateChatWith(boris);
                long message = anna.send(chat, "look");
                Uploading picture = Uploading.of(anna, "image/png", PICTURE);
                assertThat(picture.link().get("upload_url").asString()).startsWith(publicUrl + "/");
                assertThat(picture.fileUrl()).startsWith(publicUrl + "/");
                Api.send(picture.put()).expect(200);

                JsonNode attachment = picture.attachTo(message).expect(200).json();
                String shown = attachment.get("file_url").asString();
                assertThat(shown).startsWith(publicUrl + "/");
                assertThat(Uploading.download(shown).expect(200).headers().firstValue("Content-Type"))
                        .contains("image/png");
                assertThat(Uploading.download(shown.replace(publicUrl, endpoint))
                                .status())
                        .as("it is signed for the public address")
                        .isEqualTo(403);
            }
        }
    }
}
