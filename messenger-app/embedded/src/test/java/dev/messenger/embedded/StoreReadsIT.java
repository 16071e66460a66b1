package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.testing.S3Requests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts and conditions of reads by a signed link, as players and browsers ask for them (RFC 9110, 13 and 14). */
@Tag("D10")
class StoreReadsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KEY = "/messenger/uploads/reads.txt";
    private static final String TEXT = "0123456789";

    @TempDir
    private static Path folder;

    private static EmbeddedStore store;
    private static String tag;
    private static String modified;

    @BeforeAll
    static void start() throws Exception {
        store = EmbeddedStore.start(folder, new GeneratedSecrets(folder), StoreSettings.loopback());
        upload(KEY, TEXT);
        HttpResponse<String> whole = get();
        tag = header(whole, "ETag");
        modified = header(whole, "Last-Modified");
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void aReadSaysThatPartsAreServed() throws Exception {
        HttpResponse<String> whole = get();
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().allValues("Accept-Ranges")).containsExactly("bytes");
        assertThat(whole.headers().firstValue("Content-Range")).isEmpty();

        HttpResponse<String> head = send("HEAD", KEY);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().allValues("Accept-Ranges")).containsExactly("bytes");
        assertThat(header(head, "Content-Length")).isEqualTo("10");
        assertThat(send("HEAD", KEY, "Range", "bytes=2-3").statusCode())
                .as("a range is for GET alone")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0123, bytes 0-3/10",
        "bytes=4-, 456789, bytes 4-9/10",
        "bytes=-2, 89, bytes 8-9/10",
        "bytes=-11, 0123456789, bytes 0-9/10",
        "bytes=-99999999999999999999999, 0123456789, bytes 0-9/10",
        "bytes=9-9, 9, bytes 9-9/10",
        "bytes=8-99, 89, bytes 8-9/10",
        "bytes=8-99999999999999999999999, 89, bytes 8-9/10",
        "BYTES=0-0, 0, bytes 0-0/10"
    })
    void aPartIsServedWithItsPlace(String range, String part, String place) throws Exception {
        HttpResponse<String> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(part);
        assertThat(answer.headers().allValues("Content-Range")).containsExactly(place);
        assertThat(answer.headers().allValues("Accept-Ranges")).containsExactly("bytes");
        assertThat(header(answer, "ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999999-", "bytes=-0"})
    void aPartThatIsNotThereIsRefusedWithTheLength(String range) throws Exception {
        HttpResponse<String> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().allValues("Content-Range")).containsExactly("bytes */10");
        assertThat(answer.headers().allValues("Accept-Ranges")).containsExactly("bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,4-5",
                "bytes=5-2",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "lines=0-1",
                "bytes=+1-2"
            })
    void severalRangesAndNoRangesAreServedWhole(String range) throws Exception {
        HttpResponse<String> answer = get("Range", range);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TEXT);
        assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    }

    @Test
    void aPartIsServedWhenTheClientHasAPartOfTheSameObject() throws Exception {
        assertThat(get("Range", "bytes=0-1", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(get("Range", "bytes=0-1", "If-Range", modified).statusCode()).isEqualTo(206);
        for (String other : Stream.of("\"other\"", "W/" + tag, earlier(), later(), "yesterday")
                .toList()) {
            HttpResponse<String> whole = get("Range", "bytes=0-1", "If-Range", other);
            assertThat(whole.statusCode()).as(other).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(TEXT);
        }
        assertThat(get("Range", "bytes=90-", "If-Range", "\"other\"").statusCode())
                .as("a range that is ignored is not refused either")
                .isEqualTo(200);
    }

    @Test
    void anObjectThatTheClientHasIsNotSentAgain() throws Exception {
        for (String method : Stream.of("GET", "HEAD").toList()) {
            for (String known : Stream.of(tag, "W/" + tag, "*", "\"a\", " + tag + " , \"b\"")
                    .toList()) {
                HttpResponse<String> answer = send(method, KEY, "If-None-Match", known);
                assertThat(answer.statusCode()).as("%s %s", method, known).isEqualTo(304);
                assertThat(header(answer, "ETag")).isEqualTo(tag);
                assertThat(answer.body()).isEmpty();
            }
            assertThat(send(method, KEY, "If-Modified-Since", modified).statusCode())
                    .isEqualTo(304);
            assertThat(send(method, KEY, "If-Modified-Since", later()).statusCode())
                    .isEqualTo(304);
            assertThat(send(method, KEY, "If-Modified-Since", earlier()).statusCode())
                    .isEqualTo(200);
            assertThat(send(method, KEY, "If-Modified-Since", "yesterday").statusCode())
                    .as("what is no date is ignored")
                    .isEqualTo(200);
            assertThat(send(method, KEY, "If-None-Match", "\"other\"", "If-Modified-Since", modified)
                            .statusCode())
                    .as("the tag decides")
                    .isEqualTo(200);
            assertThat(send(method, KEY, "If-None-Match", tag, "Range", "bytes=0-1")
                            .statusCode())
                    .as("conditions come before ranges")
                    .isEqualTo(304);
        }
    }

    @Test
    void anotherObjectThanTheClientWantsIsRefused() throws Exception {
        for (String method : Stream.of("GET", "HEAD").toList()) {
            assertThat(send(method, KEY, "If-Match", tag).statusCode()).isEqualTo(200);
            assertThat(send(method, KEY, "If-Match", "*").statusCode()).isEqualTo(200);
            assertThat(send(method, KEY, "If-Match", "\"a\", " + tag).statusCode())
                    .isEqualTo(200);
            assertThat(send(method, KEY, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
            assertThat(send(method, KEY, "If-Match", "W/" + tag).statusCode())
                    .as("a weak tag does not match strongly")
                    .isEqualTo(412);
            assertThat(send(method, KEY, "If-Unmodified-Since", earlier()).statusCode())
                    .isEqualTo(412);
            assertThat(send(method, KEY, "If-Unmodified-Since", modified).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anEmptyObjectHasNoParts() throws Exception {
        String empty = "/messenger/uploads/empty.txt";
        upload(empty, "");

        HttpResponse<String> part = send("GET", empty, "Range", "bytes=0-");
        assertThat(part.statusCode()).isEqualTo(416);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes */0");
    }

    @Test
    void withoutASignatureNothingIsTold() throws Exception {
        for (URI unsigned : Stream.of(KEY, "/messenger/uploads/none.txt", "/none/at.all", "/messenger/../secrets/redis")
                .map(path -> URI.create(store.coordinates().endpoint() + path))
                .toList()) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(unsigned)
                            .header("Range", "bytes=99-")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s", unsigned).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
        }
        assertThat(send("GET", "/messenger/uploads/none.txt", "Range", "bytes=99-")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRangeMayBeSigned() throws Exception {
        URI link = S3Requests.presign(store.coordinates(), "GET", KEY, Map.of("Range", "bytes=5-2"));

        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(link).header("Range", "bytes=5-2").build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String earlier() {
        return moved(-1);
    }

    private static String later() {
        return moved(1);
    }

    private static String moved(long seconds) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .plusSeconds(seconds));
    }

    private static void upload(String key, String text) throws Exception {
        URI link = S3Requests.presign(store.coordinates(), "PUT", key, Map.of());
        HttpRequest put =
                HttpRequest.newBuilder(link).PUT(BodyPublishers.ofString(text)).build();
        assertThat(HTTP.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> get(String... headers) throws IOException, InterruptedException {
        return send("GET", KEY, headers);
    }

    private static HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        S3Requests.presign(store.coordinates(), method, path, Map.of()))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
