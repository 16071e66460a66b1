package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.contracts.media.MediaStorageContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.testing.TestBuckets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("D1")
class S3MediaStorageIT implements MediaStorageContract {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] BYTES = "twenty bytes of data".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The status of a store that refuses by closing the connection early. */
    private static final int HUNG_UP = 499;

    private static StoreCoordinates store;
    private static S3MediaStorage storage;
    private static S3MediaStorage silent;

    @BeforeAll
    static void open() {
        store = TestBuckets.fresh();
        storage = new S3MediaStorage(settings(store.endpoint(), store.bucket()), InstantSource.system());
        silent = new S3MediaStorage(settings(URI.create("http://127.0.0.1:1"), "bucket"), InstantSource.system());
    }

    @AfterAll
    static void close() {
        storage.close();
        silent.close();
        HTTP.close();
    }

    @Override
    public MediaStorage storage() {
        return storage;
    }

    @Override
    public MediaStorage silentStorage() {
        return silent;
    }

    @Override
    public boolean put(URI url, Map<String, String> headers, byte[] bytes) {
        int status = statusOfPut(url, headers, bytes);
        assertThat(status == 200 || status >= 400).as("status %d", status).isTrue();
        return status == 200;
    }

    @Override
    public Optional<Download> get(URI url) {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(url).GET(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode() == 200 || answer.statusCode() >= 400)
                .as("status %d", answer.statusCode())
                .isTrue();
        return answer.statusCode() == 200
                ? Optional.of(new Download(
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.headers().firstValue("Content-Disposition").orElse(null),
                        answer.body()))
                : Optional.empty();
    }

    /** A deviation from the declared upload of {@link #BYTES} as {@code image/png}. */
    private interface Deviation {
        int put(UploadLink link);
    }

    static Stream<Arguments> deviations() {
        return Stream.of(
                deviation(
                        "another type",
                        link -> statusOfPut(link.url(), with(link.headers(), "Content-Type", "image/jpeg"), BYTES)),
                deviation(
                        "no type", link -> statusOfPut(link.url(), with(link.headers(), "Content-Type", null), BYTES)),
                deviation(
                        "no If-None-Match",
                        link -> statusOfPut(link.url(), with(link.headers(), "If-None-Match", null), BYTES)),
                deviation(
                        "another If-None-Match",
                        link -> statusOfPut(link.url(), with(link.headers(), "If-None-Match", "\"abc\""), BYTES)),
                deviation("a longer body", link -> statusOfPut(link.url(), link.headers(), new byte[21])),
                deviation("a shorter body", link -> statusOfPut(link.url(), link.headers(), new byte[19])),
                deviation("no body", link -> statusOfPut(link.url(), link.headers(), new byte[0])),
                deviation(
                        "a body of unknown length",
                        link -> statusOfPut(
                                link.url(),
                                link.headers(),
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(BYTES)))),
                deviation(
                        "another signature",
                        link -> statusOfPut(
                                altered(link.url(), "X-Amz-Signature=", "X-Amz-Signature=0"), link.headers(), BYTES)),
                deviation(
                        "a later end",
                        link -> statusOfPut(
                                altered(link.url(), "X-Amz-Expires=3600", "X-Amz-Expires=7200"),
                                link.headers(),
                                BYTES)),
                deviation(
                        "fewer signed headers",
                        link -> statusOfPut(altered(link.url(), "content-length%3B", ""), link.headers(), BYTES)),
                deviation(
                        "no signature",
                        link -> statusOfPut(
                                URI.create(link.url().toString().replaceFirst("\\?.*", "")), link.headers(), BYTES)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deviations")
    void anUploadThatIsNotTheDeclaredOneIsRefused(String name, Deviation deviation) {
        ObjectKey fresh = key();
        assertThat(deviation.put(storage.uploadLink(fresh, MediaType.PNG, BYTES.length, HOUR)))
                .as(name)
                .isGreaterThanOrEqualTo(400);
        assertThat(storage.find(fresh)).as("nothing is stored").isEmpty();

        ObjectKey taken = key();
        UploadLink link = storage.uploadLink(taken, MediaType.PNG, BYTES.length, HOUR);
        assertThat(statusOfPut(link.url(), link.headers(), BYTES)).isEqualTo(200);
        assertThat(deviation.put(link)).as("%s over an existing object", name).isGreaterThanOrEqualTo(400);
        assertThat(get(storage.downloadLink(taken, MediaType.PNG, HOUR))
                        .orElseThrow()
                        .bytes())
                .as("the existing object is unchanged")
                .isEqualTo(BYTES);
    }

    @Test
    void anExpiredUploadLinkIsRefused() {
        S3MediaStorage yesterday = new S3MediaStorage(
                settings(store.endpoint(), store.bucket()),
                InstantSource.fixed(Instant.now().minus(Duration.ofDays(1))));
        ObjectKey key = key();
        UploadLink link = yesterday.uploadLink(key, MediaType.PNG, BYTES.length, HOUR);

        assertThat(statusOfPut(link.url(), link.headers(), BYTES)).isGreaterThanOrEqualTo(400);
        assertThat(storage.find(key)).isEmpty();
        yesterday.close();
    }

    @Test
    @Tag("D4")
    void anExpiredDownloadLinkIsRefused() {
        S3MediaStorage yesterday = new S3MediaStorage(
                settings(store.endpoint(), store.bucket()),
                InstantSource.fixed(Instant.now().minus(Duration.ofDays(1))));
        ObjectKey key = uploaded();

        assertThat(get(yesterday.downloadLink(key, MediaType.PNG, HOUR))).isEmpty();
        assertThat(get(storage.downloadLink(key, MediaType.PNG, HOUR))).isPresent();
        yesterday.close();
    }

    @Test
    @Tag("D4")
    void aDownloadLinkCannotBeMadeToServeAPage() {
        URI link = storage.downloadLink(uploaded(), MediaType.PNG, HOUR);

        assertThat(get(altered(link, "attachment", "inline")))
                .as("shown in place")
                .isEmpty();
        assertThat(get(altered(link, "image%2Fpng", "text%2Fhtml")))
                .as("another type")
                .isEmpty();
        assertThat(get(altered(link, "response-content-disposition=attachment&", "")))
                .as("without the disposition")
                .isEmpty();
    }

    @Test
    @Tag("D4")
    void aDownloadLinkPutsAndRemovesNothing() {
        ObjectKey key = uploaded();
        URI link = storage.downloadLink(key, MediaType.PNG, HOUR);

        assertThat(statusOfPut(link, Map.of(), BYTES)).isGreaterThanOrEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(link).DELETE(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(storage.find(key)).isPresent();
    }

    @Test
    void aMissingBucketIsMadeOnceAndKept() {
        S3Settings settings = settings(store.endpoint(), Unique.name("made-"));
        try (S3MediaStorage first = new S3MediaStorage(settings, InstantSource.system());
                S3MediaStorage second = new S3MediaStorage(settings, InstantSource.system())) {
            assertThat(first.trouble()).as("there is no bucket").isPresent();
            assertThat(first.find(key())).as("no object without a bucket").isEmpty();
            first.ensureBucket();
            assertThat(first.trouble()).isEmpty();

            ObjectKey key = key();
            UploadLink link = first.uploadLink(key, MediaType.PNG, BYTES.length, HOUR);
            assertThat(statusOfPut(link.url(), link.headers(), BYTES)).isEqualTo(200);
            second.ensureBucket();
            assertThat(second.find(key)).isPresent();
        }
    }

    @Test
    void wrongKeysAreNoHealthyStore() {
        S3Settings settings =
                S3Settings.pathStyle(store.endpoint(), store.accessKey(), "wrong", store.bucket(), store.region());
        try (S3MediaStorage stranger = new S3MediaStorage(settings, InstantSource.system())) {
            assertThat(stranger.trouble()).isPresent();
            assertThat(get(stranger.downloadLink(uploaded(), MediaType.PNG, HOUR)))
                    .isEmpty();
        }
    }

    private static S3Settings settings(URI endpoint, String bucket) {
        return S3Settings.pathStyle(endpoint, store.accessKey(), store.secretKey(), bucket, store.region());
    }

    private static ObjectKey key() {
        return ObjectKey.upload(Unique.name("it"), MediaType.PNG);
    }

    private static ObjectKey uploaded() {
        ObjectKey key = key();
        UploadLink link = storage.uploadLink(key, MediaType.PNG, BYTES.length, HOUR);
        assertThat(statusOfPut(link.url(), link.headers(), BYTES)).isEqualTo(200);
        return key;
    }

    private static Arguments deviation(String name, Deviation deviation) {
        return Arguments.of(name, deviation);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return changed;
    }

    private static URI altered(URI link, String part, String replacement) {
        String altered = link.toString().replace(part, replacement);
        assertThat(altered).as("%s is part of the link", part).isNotEqualTo(link.toString());
        return URI.create(altered);
    }

    private static int statusOfPut(URI url, Map<String, String> headers, byte[] bytes) {
        return statusOfPut(url, headers, HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    private static int statusOfPut(URI url, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(body);
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length")) { // the HTTP client sets it
                request.header(name, value);
            }
        });
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return HUNG_UP;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), handler);
        } catch (IOException e) {
            throw new AssertionError("the store did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
