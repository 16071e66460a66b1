package dev.messenger.app.http.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.Person;
import dev.messenger.app.testing.TestServer;
import dev.messenger.app.testing.Uploading;
import dev.messenger.contracts.shared.Together;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Uploads and attachments over HTTP. */
class AttachmentsIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final TestServer server = TestServer.shared();
    private final Person anna = server.person();
    private final Person boris = server.person();

    @ParameterizedTest
    @Tag("D1")
    @CsvSource({
        "text/html, 10, file_type",
        "image/svg+xml, 10, file_type",
        "'', 10, file_type",
        "image/png, 0, file_size",
        "image/png, -1, file_size",
        "image/png, 52428801, file_size",
        "image/png, 9007199254740993, file_size"
    })
    void whatIsNotAllowedGetsNoLink(String type, long size, String field) {
        Api.Response answer = anna.api()
                .post("/api/v1/media/upload-url", Map.of("file_name", "x", "file_type", type, "file_size", size))
                .expect(422);

        assertThat(answer.json().get("detail").asString()).startsWith(field + ":");
    }

    @Test
    @Tag("D1")
    void theLargestFileAndTypesWithParametersGetALink() {
        JsonNode link = anna.api()
                .post(
                        "/api/v1/media/upload-url",
                        Map.of(
                                "file_name",
                                "n".repeat(255),
                                "file_type",
                                "audio/ogg; codecs=opus",
                                "file_size",
                                52428800))
                .expect(200)
                .json();

        assertThat(link.get("object_key").asString()).matches("uploads/[A-Za-z0-9_-]{43}\\.ogg");
        assertThat(link.get("required_headers").get("Content-Type").asString()).isEqualTo("audio/ogg");
        assertThat(link.get("expires_in").asInt()).isEqualTo(900);
        anna.api()
                .post(
                        "/api/v1/media/upload-url",
                        Map.of("file_name", "n".repeat(256), "file_type", "audio/ogg", "file_size", 1))
                .expect(422);
    }

    @Test
    @Tag("D1")
    void anUploadWorksOnceAndAsDeclared() {
        Uploading uploading = Uploading.of(anna, "image/png", PICTURE);

        assertThat(Api.send(uploading.put().setHeader("Content-Type", "text/html"))
                        .status())
                .isEqualTo(403);
        assertThat(Api.send(uploading.withBytes(new byte[9]).put()).status()).isEqualTo(403);
        Api.send(uploading.put()).expect(200);
        assertThat(Api.send(uploading.put()).status()).isEqualTo(412);
    }

    @Test
    @Tag("D2")
    @Tag("M14")
    void anAttachmentBelongsToTheMessageForEveryoneInTheChat() {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "look");
        JsonNode attachment = Uploading.done(anna, "image/png", PICTURE)
                .attachTo(message)
                .expect(200)
                .json();

        assertThat(attachment.get("message_id").asLong()).isEqualTo(message);
        assertThat(attachment.get("file_type").asString()).isEqualTo("image/png");
        assertThat(attachment.get("file_size").asInt()).isEqualTo(PICTURE.length);
        assertThat(attachment.get("waveform_points").isNull()).isTrue();
        JsonNode seen =
                boris.api().get("/api/v1/messages/" + chat).expect(200).json().get(0);
        assertThat(seen.get("attachments")).hasSize(1);
        assertThat(seen.get("attachments").get(0).get("id")).isEqualTo(attachment.get("id"));
        assertThat(seen.get("updated_at").asString())
                .isGreaterThan(seen.get("created_at").asString());
    }

    @Test
    @Tag("D2")
    void onlyTheSenderAttaches() {
        long chat = anna.privateChatWith(boris);
        long message = anna.send(chat, "mine");

        assertThat(Uploading.done(boris, "image/png", PICTURE)
                        .attachTo(message)
                        .expect(403)
                        .code())
                .isEqualTo("not_the_sender");
        assertThat(Uploading.done(server.person(), "image/png", PICTURE)
                        .attachTo(message)
                        .expect(404)
                        .code())
                .isEqualTo("message_not_found");
    }

    @Test
    @Tag("D2")
    void onlyAnUploadOfOnesOwnIsAttached() {
        long message = anna.send(anna.privateChatWith(boris), "mine");
        Uploading theirs = Uploading.done(boris, "image/png", PICTURE);
        Uploading mine = Uploading.done(anna, "image/png", PICTURE);
        for (String url : List.of(
                theirs.fileUrl(),
                mine.fileUrl().replaceFirst("uploads/.{43}", "uploads/" + "x".repeat(43)),
                mine.fileUrl().replaceFirst("//[^/]+", "//files.example.org"),
                mine.fileUrl().replaceFirst("(//[^/]+)/[^/]+", "$1/another-bucket"),
                mine.fileUrl().replace("uploads/", "uploads/../uploads/"),
                "https://example.org/a.png",
                "not a url",
                "")) {
            Map<String, Object> attachment = new HashMap<>(mine.attachment(message));
            attachment.put("file_url", url);
            Api.Response answer =
                    anna.api().post("/api/v1/media/attachments", attachment).expect(422);
            assertThat(answer.json().get("detail").asString()).as(url).startsWith("file_url:");
        }
        mine.attachTo(message).expect(200);
    }

    @Test
    @Tag("D2")
    void whatWasDeclaredAndWhatIsStoredHaveToAgree() {
        long message = anna.send(anna.privateChatWith(boris), "mine");
        Uploading missing = Uploading.of(anna, "image/png", PICTURE);
        assertThat(missing.attachTo(message).expect(422).code()).isEqualTo("not_uploaded");

        Api.send(missing.put()).expect(200);
        Map<String, Object> otherType = new HashMap<>(missing.attachment(message));
        otherType.put("file_type", "image/jpeg");
        anna.api().post("/api/v1/media/attachments", otherType).expect(422);
        Map<String, Object> otherSize = new HashMap<>(missing.attachment(message));
        otherSize.put("file_size", 9);
        anna.api().post("/api/v1/media/attachments", otherSize).expect(422);
        missing.attachTo(message).expect(200);
    }

    @Test
    @Tag("D2")
    void anObjectIsAttachedOnceAlsoWhenManyAttachIt() {
        long chat = anna.privateChatWith(boris);
        List<Long> messages = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            messages.add(anna.send(chat, "message " + i));
        }
        Uploading uploading = Uploading.done(anna, "image/png", PICTURE);
        List<Integer> statuses = Together.run(
                        6, number -> uploading.attachTo(messages.get(number)).status())
                .stream()
                .map(Together.Outcome::value)
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(uploading.attachTo(messages.getFirst()).expect(409).code()).isEqualTo("already_attached");
    }

    @Test
    @Tag("D2")
    void aMessageHasTenFilesAtMost() {
        long message = anna.send(anna.privateChatWith(boris), "many");
        for (int i = 0; i < 10; i++) {
            Uploading.done(anna, "image/png", PICTURE).attachTo(message).expect(200);
        }

        assertThat(Uploading.done(anna, "image/png", PICTURE)
                        .attachTo(message)
                        .expect(422)
                        .code())
                .isEqualTo("too_many_attachments");
    }

    @Test
    @Tag("D3")
    void audioAndVoiceHaveAWaveform() {
        long chat = anna.privateChatWith(boris);
        long voice = send(chat, "voice");
        List<Integer> points = List.of(0, 31, 7);
        JsonNode attachment =
                attachWithWaveform(voice, "audio/ogg", points).expect(200).json();

        assertThat(attachment.get("waveform_points").values())
                .extracting(JsonNode::asInt)
                .isEqualTo(points);
        JsonNode seen =
                boris.api().get("/api/v1/messages/" + chat).expect(200).json().get(0);
        assertThat(seen.get("attachment_waveform").values())
                .extracting(JsonNode::asInt)
                .isEqualTo(points);
        attachWithWaveform(send(chat, "audio"), "audio/mpeg", Collections.nCopies(512, 31))
                .expect(200);
    }

    @Test
    @Tag("D3")
    void nothingElseHasAWaveformAndItHasBounds() {
        long chat = anna.privateChatWith(boris);
        long voice = send(chat, "voice");
        attachWithWaveform(send(chat, "image"), "image/png", List.of(1)).expect(422);
        attachWithWaveform(send(chat, "file"), "audio/ogg", List.of(1)).expect(422);
        for (List<Integer> points :
                List.of(List.<Integer>of(), Collections.nCopies(513, 1), List.of(32), List.of(-1))) {
            assertThat(attachWithWaveform(voice, "audio/ogg", points)
                            .expect(422)
                            .json()
                            .get("detail")
                            .asString())
                    .startsWith("waveform_points:");
        }
    }

    @Test
    @Tag("D4")
    void aTextThatIsAPageIsServedAsADownloadOfText() {
        long chat = anna.privateChatWith(boris);
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        String url = Uploading.done(anna, "text/plain", page)
                .attachTo(anna.send(chat, "a text"))
                .expect(200)
                .json()
                .get("file_url")
                .asString();

        Api.Response file = Uploading.download(url).expect(200);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.body()).isEqualTo(new String(page, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @Tag("D4")
    @ValueSource(
            strings = {
                "X-Amz-Signature=",
                "X-Amz-Expires=",
                "X-Amz-Date=",
                "response-content-type=",
                "response-content-disposition="
            })
    void aLinkThatWasAlteredServesNothing(String part) {
        String url = Uploading.done(anna, "image/png", PICTURE)
                .attachTo(anna.send(anna.privateChatWith(boris), "look"))
                .expect(200)
                .json()
                .get("file_url")
                .asString();

        assertThat(url).contains(part);
        assertThat(Uploading.download(url.replace(part, part + "1")).status()).isIn(400, 403);
        assertThat(Uploading.download(url.replaceFirst("\\?.*", "")).status()).isEqualTo(403);
        Uploading.download(url).expect(200);
    }

    private long send(long chat, String type) {
        return anna.api()
                .post("/api/v1/messages", Map.of("chat_id", chat, "type", type))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    private Api.Response attachWithWaveform(long message, String type, List<Integer> points) {
        Map<String, Object> attachment =
                new HashMap<>(Uploading.done(anna, type, new byte[] {1, 2, 3}).attachment(message));
        attachment.put("waveform_points", points);
        return anna.api().post("/api/v1/media/attachments", attachment);
    }
}
