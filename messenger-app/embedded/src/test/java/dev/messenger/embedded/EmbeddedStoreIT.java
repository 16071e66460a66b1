package dev.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.testing.S3Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedStoreIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ORIGIN = "https://chat.example.org";
    private static final String TEXT = "hello";
    private static final String OPTIONS = "X-Content-Type-Options";
    private static final String NO_SNIFF = "nosniff";
    private static final Map<String, String> UPLOAD =
            Map.of("Content-Type", "text/plain", "Content-Length", "5", "If-None-Match", "*");

    @TempDir
    private static Path folder;

    private static EmbeddedStore store;

    private final String key = "/messenger/uploads/" + UUID.randomUUID() + ".txt";

    @BeforeAll
    static void start() {
        store = start(folder, new StoreSettings("127.0.0.1", 0, List.of(ORIGIN), 0));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    @Tag("D1")
    void anUploadWorksOnceAndIsServedWithItsType() throws Exception {
        URI upload = presign("PUT", key, UPLOAD);

        assertThat(status(put(upload, "text/plain", TEXT))).isEqualTo(200);
        assertThat(status(put(upload, "text/plain", "again"))).isEqualTo(412);

        HttpResponse<String> read = send(HttpRequest.newBuilder(presign("GET", key, Map.of())));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(TEXT);
        assertThat(read.headers().firstValue("Content-Type")).contains("text/plain");
    }

    @Test
    @Tag("D1")
    void ofUploadsAtTheSameTimeOneWins() throws Exception {
        URI upload = presign("PUT", key, UPLOAD);

        List<CompletableFuture<HttpResponse<Void>>> uploads = IntStream.range(0, 8)
                .mapToObj(number -> HTTP.sendAsync(
                        put(upload, "text/plain", "same" + number).build(), HttpResponse.BodyHandlers.discarding()))
                .toList();

        assertThat(uploads.stream().map(answer -> answer.join().statusCode()).filter(code -> code == 200))
                .hasSize(1);
    }

    @Test
    @Tag("D1")
    void anUploadOfAnotherTypeOrLengthOrWithoutTheConditionIsRefused() throws Exception {
        URI upload = presign("PUT", key, UPLOAD);

        assertThat(status(put(upload, "text/html", TEXT))).isEqualTo(403);
        assertThat(status(put(upload, "text/plain", "hello!"))).isEqualTo(403);
        assertThat(status(put(upload, "text/plain", "hell"))).isEqualTo(403);
        assertThat(status(HttpRequest.newBuilder(upload)
                        .header("Content-Type", "text/plain")
                        .PUT(BodyPublishers.ofString(TEXT))))
                .isEqualTo(403);
        assertThat(status(put(URI.create(upload.toString().replace(key, key + "x")), "text/plain", TEXT)))
                .isEqualTo(403);
        assertThat(status(HttpRequest.newBuilder(presign("GET", key, Map.of()))))
                .isEqualTo(404);
    }

    @Test
    @Tag("D4")
    void aPageThatWasUploadedAsTextIsServedAsADownloadOfText() throws Exception {
        String page = "<html><script>alert(document.domain)</script></html>";
        Map<String, String> upload = Map.of(
                "Content-Type", "text/plain", "Content-Length", Integer.toString(page.length()), "If-None-Match", "*");
        assertThat(status(put(presign("PUT", key, upload), "text/plain", page).header("Content-Disposition", "inline")))
                .as("the header is not signed, and accepted")
                .isEqualTo(200);

        String download = key + "?response-content-disposition=attachment&response-content-type=text%2Fplain";
        HttpResponse<String> read = send(HttpRequest.newBuilder(presign("GET", download, Map.of())));

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(page);
        assertThat(read.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(read.headers().firstValue("Content-Disposition")).contains("attachment");
        assertThat(read.headers().allValues(OPTIONS)).containsExactly(NO_SNIFF);
    }

    @Test
    @Tag("D4")
    void everyAnswerKeepsBrowsersFromGuessingTheType() throws Exception {
        URI upload = presign("PUT", key, UPLOAD);
        URI download = presign("GET", key, Map.of());
        HttpResponse<String> uploaded = send(put(upload, "text/plain", TEXT));
        String tag = uploaded.headers().firstValue("ETag").orElseThrow();

        assertNoSniff(uploaded, 200);
        assertNoSniff(
                send(HttpRequest.newBuilder(presign("HEAD", key, Map.of())).HEAD()), 200);
        assertNoSniff(send(HttpRequest.newBuilder(download).header("Range", "bytes=1-2")), 206);
        HttpResponse<String> unchanged = send(HttpRequest.newBuilder(download).header("If-None-Match", tag));
        assertNoSniff(unchanged, 304);
        assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
        assertNoSniff(send(HttpRequest.newBuilder(download).header("If-Match", "\"another\"")), 412);
        assertNoSniff(send(HttpRequest.newBuilder(download).header("Range", "bytes=90-99")), 416);
        assertNoSniff(send(put(upload, "text/plain", TEXT)), 412);
        assertNoSniff(send(put(upload, "text/html", TEXT)), 403);
        assertNoSniff(send(HttpRequest.newBuilder(presign("GET", key + "x", Map.of()))), 404);
        assertNoSniff(send(preflight(upload, ORIGIN)), 200);
        assertNoSniff(send(preflight(upload, "https://evil.example")), 403);
    }

    @Test
    @Tag("D4")
    void whatIsNoRequestIsRefusedInTheSameWay() throws Exception {
        URI endpoint = store.coordinates().endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write("GET /%zz HTTP/1.1\r\nHost: a b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400").contains(OPTIONS + ": " + NO_SNIFF);
        }
    }

    @Test
    @Tag("D4")
    void withoutASignatureNothingIsAnswered() throws Exception {
        assertThat(status(put(presign("PUT", key, UPLOAD), "text/plain", TEXT))).isEqualTo(200);

        URI endpoint = store.coordinates().endpoint();
        for (String path : List.of("/", "/messenger", "/messenger?list-type=2", key, "/messenger/none")) {
            URI url = URI.create(endpoint + path);
            assertThat(status(HttpRequest.newBuilder(url))).as("GET " + path).isEqualTo(403);
            assertThat(status(HttpRequest.newBuilder(url).HEAD()))
                    .as("HEAD " + path)
                    .isEqualTo(403);
            assertThat(status(put(url, "text/plain", TEXT))).as("PUT " + path).isIn(403, 405);
            assertThat(status(HttpRequest.newBuilder(url).DELETE()))
                    .as("DELETE " + path)
                    .isIn(403, 405);
        }
        assertThat(send(HttpRequest.newBuilder(presign("GET", key, Map.of()))).body())
                .isEqualTo(TEXT);
    }

    @Test
    @Tag("D4")
    void anUploadCannotMakeItselfPublic() throws Exception {
        assertThat(status(put(presign("PUT", key, UPLOAD), "text/plain", TEXT).header("x-amz-acl", "public-read")))
                .as("the header is not signed")
                .isEqualTo(403);
        assertThat(status(put(presign("PUT", key, UPLOAD), "text/plain", TEXT))).isEqualTo(200);

        assertThat(status(HttpRequest.newBuilder(URI.create(store.coordinates().endpoint() + key))))
                .isEqualTo(403);
    }

    /** Whoever knows a key could read that object, or overwrite an attached one, by a link for an upload. */
    @ParameterizedTest
    @Tag("D4")
    @ValueSource(
            strings = {
                "x-amz-copy-source",
                "X-Amz-Copy-Source",
                "x-amz-metadata-directive",
                "x-amz-meta-a",
                "x-amz-tagging",
                "x-amz-storage-class",
                "x-amz-content-sha256",
                "Content-Encoding"
            })
    void headersThatAreNotSignedAreRefused(String header) throws Exception {
        assertThat(status(put(presign("PUT", key, UPLOAD), "text/plain", TEXT))).isEqualTo(200);
        String other = key + "-copy";

        assertThat(status(put(presign("PUT", other, UPLOAD), "text/plain", TEXT).header(header, key)))
                .isEqualTo(403);
        assertThat(status(put(presign("PUT", other, UPLOAD), "text/plain", TEXT)
                        .header("Authorization", "AWS4-HMAC-SHA256 SignedHeaders=" + header.toLowerCase(Locale.ROOT))
                        .header(header, key)))
                .as("with a second signature")
                .isEqualTo(403);
        assertThat(status(HttpRequest.newBuilder(presign("GET", other, Map.of()))))
                .as("nothing was stored")
                .isEqualTo(404);
    }

    @Test
    @Tag("D4")
    void anotherSecretOrASignatureForAnotherMethodIsRefused() throws Exception {
        StoreCoordinates real = store.coordinates();
        StoreCoordinates guessed =
                new StoreCoordinates(real.endpoint(), real.accessKey(), "guess", real.bucket(), real.region());

        assertThat(status(HttpRequest.newBuilder(S3Requests.presign(guessed, "GET", key, Map.of()))))
                .isEqualTo(403);
        assertThat(status(HttpRequest.newBuilder(presign("GET", key, Map.of())).DELETE()))
                .isEqualTo(403);
    }

    @Test
    @Tag("D1")
    void pagesOfAllowedOriginsMayUploadAndOthersMayNot() throws Exception {
        URI upload = presign("PUT", key, UPLOAD);

        HttpResponse<String> allowed = send(preflight(upload, ORIGIN));
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PUT");

        HttpResponse<String> uploaded = send(put(upload, "text/plain", TEXT).header("Origin", ORIGIN));
        assertThat(uploaded.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);

        for (String stranger :
                Stream.of("https://evil.example", "https://chatXexample.org").toList()) {
            assertThat(send(preflight(upload, stranger)).headers().firstValue("Access-Control-Allow-Origin"))
                    .as(stranger)
                    .isEmpty();
        }
    }

    @Test
    void aTakenPortIsReplacedUnlessItWasAskedFor(@TempDir Path own) throws Exception {
        EmbeddedStore first = start(own, StoreSettings.loopback());
        int port = first.coordinates().endpoint().getPort();
        first.close();

        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            try (EmbeddedStore second = start(own, StoreSettings.loopback())) {
                assertThat(second.coordinates().endpoint().getPort()).isNotEqualTo(port);
            }
            assertThatThrownBy(() -> start(own, new StoreSettings("127.0.0.1", taken.getLocalPort(), List.of(), 0)))
                    .isInstanceOf(ServiceFailure.class)
                    .hasMessageContaining(Integer.toString(port))
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    @Tag("D8")
    void onALowDiskUploadsAreRefusedAndDownloadsGoOn(@TempDir Path own) throws Exception {
        try (EmbeddedStore roomy = start(own, StoreSettings.loopback())) {
            URI upload = S3Requests.presign(roomy.coordinates(), "PUT", key, UPLOAD);
            assertThat(status(put(upload, "text/plain", TEXT))).isEqualTo(200);
        }
        try (EmbeddedStore low = start(own, new StoreSettings("127.0.0.1", 0, List.of(), Long.MAX_VALUE / 2))) {
            String other = key + "-2";
            HttpResponse<String> refused =
                    send(put(S3Requests.presign(low.coordinates(), "PUT", other, UPLOAD), "text/plain", TEXT));
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.body()).contains("<Code>InsufficientStorage</Code>");
            URI unsigned = URI.create(low.coordinates().endpoint() + other);
            assertThat(status(put(unsigned, "text/plain", TEXT)))
                    .as("to whom it is none of their business")
                    .isEqualTo(403);

            HttpRequest.Builder read =
                    HttpRequest.newBuilder(S3Requests.presign(low.coordinates(), "GET", key, Map.of()));
            assertThat(send(read).body()).isEqualTo(TEXT);
            assertThat(status(HttpRequest.newBuilder(S3Requests.presign(low.coordinates(), "GET", other, Map.of()))))
                    .as("nothing was stored")
                    .isEqualTo(404);
        }
    }

    private static EmbeddedStore start(Path folder, StoreSettings settings) {
        return EmbeddedStore.start(folder, new GeneratedSecrets(folder), settings);
    }

    private static URI presign(String method, String path, Map<String, String> headers) {
        return S3Requests.presign(store.coordinates(), method, path, headers);
    }

    private static HttpRequest.Builder put(URI url, String type, String text) {
        return HttpRequest.newBuilder(url)
                .header("Content-Type", type)
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(text));
    }

    private static HttpRequest.Builder preflight(URI url, String origin) {
        return HttpRequest.newBuilder(url)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type,if-none-match");
    }

    private static void assertNoSniff(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues(OPTIONS)).as("of a %s", status).containsExactly(NO_SNIFF);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
