package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.adapter.s3.StoreRefusal.Fault;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.testing.FreePort;
import dev.messenger.testing.SilentServer;
import dev.messenger.testing.TestBuckets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What the check at the start finds out about stores that are as they should be, and about others. */
@Tag("D11")
class StoreCheckIT {

    private static final String RANDOM = "0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    void aGoodStoreIsFoundGoodAndLeftAsItWas() {
        StoreCoordinates store = TestBuckets.fresh();
        try (S3MediaStorage storage = storage(settings(store))) {
            assertThatCode(storage::requireUsable).doesNotThrowAnyException();
            assertThat(storage.trouble()).isEmpty();
        }
        SignedRequests requests = requests(settings(store));
        StoreCheck check = new StoreCheck(requests, store.bucket(), RANDOM);
        assertThat(check.findsBucket()).isTrue();
        assertThat(check.run()).as("headers that it obeys").isEmpty();
        assertThat(requests.list().body()).doesNotContain("<Key>");
        requests.close();
    }

    @Test
    void aMissingBucketIsCreated() {
        StoreCoordinates store = TestBuckets.fresh();
        S3Settings missing = S3Settings.pathStyle(
                store.endpoint(), store.accessKey(), store.secretKey(), Unique.name("missing-"), store.region());
        try (S3MediaStorage storage = storage(missing)) {
            storage.requireUsable();
            assertThat(storage.trouble()).isEmpty();
        }
    }

    @Test
    void aWrongSecretOrKeyIsSaid() {
        StoreCoordinates store = TestBuckets.fresh();
        assertRefused(
                S3Settings.pathStyle(store.endpoint(), store.accessKey(), "topsecret", store.bucket(), store.region()),
                Fault.KEY,
                "SignatureDoesNotMatch");
        assertRefused(
                S3Settings.pathStyle(store.endpoint(), "nobody", store.secretKey(), store.bucket(), store.region()),
                Fault.KEY,
                "InvalidAccessKeyId");
    }

    @Test
    void anAddressWithoutAStoreIsSaid() throws IOException {
        int port = FreePort.any();
        try (SilentServer mute = SilentServer.on(port)) {
            assertRefused(at("http://127.0.0.1:" + port), Fault.ADDRESS, "does not answer");
            assertThat(mute.connections()).isPositive();
        }
        assertRefused(at("http://no-such-host.invalid:9000"), Fault.ADDRESS, "host is unknown");
        StoreCoordinates store = TestBuckets.fresh();
        assertRefused(at("https://127.0.0.1:" + store.endpoint().getPort()), Fault.ADDRESS, "TLS");
    }

    @Test
    @Tag("D5")
    void aStoreThatIsDownIsWaitedFor() {
        try (S3MediaStorage storage = storage(at("http://127.0.0.1:" + FreePort.any()))) {
            assertThatCode(storage::requireUsable).doesNotThrowAnyException();
        }
    }

    /** S3Proxy obeys them when it verifies no signatures. */
    @Test
    void aStoreThatObeysHeadersThatNobodySignedIsFoundOut() throws Exception {
        try (Store store = new Store(folder, AuthenticationType.NONE, Set.of())) {
            SignedRequests requests = requests(store.settings());
            assertThat(new StoreCheck(requests, "media", RANDOM).run())
                    .containsExactly("x-amz-copy-source", "Content-Encoding");
            requests.close();
            try (Stream<Path> objects = Files.walk(folder.resolve("media"))) {
                assertThat(objects.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            put            | may not put objects in the bucket media
            get            | may not get objects in the bucket media
            delete         | may not delete objects in the bucket media
            put,delete     | may not put objects, nor delete objects in the bucket media
            """)
    void eachMissingRightIsSaid(String rights, String said) throws Exception {
        try (Store store = new Store(folder, AuthenticationType.AWS_V4, Set.of(rights.split(",")))) {
            assertRefused(store.settings(), Fault.RIGHTS, said);
        }
    }

    private static void assertRefused(S3Settings settings, Fault fault, String said) {
        try (S3MediaStorage storage = storage(settings)) {
            assertThatThrownBy(storage::requireUsable)
                    .isInstanceOfSatisfying(
                            StoreRefusal.class,
                            refusal -> assertThat(refusal.fault()).isEqualTo(fault))
                    .hasMessageContaining(said)
                    .message()
                    .hasLineCount(1)
                    .doesNotContain("topsecret");
        }
    }

    private static S3Settings settings(StoreCoordinates store) {
        return S3Settings.pathStyle(
                store.endpoint(), store.accessKey(), store.secretKey(), store.bucket(), store.region());
    }

    private static S3Settings at(String endpoint) {
        return S3Settings.pathStyle(URI.create(endpoint), "key", "secret", "media", "us-east-1");
    }

    private static S3MediaStorage storage(S3Settings settings) {
        return new S3MediaStorage(settings, InstantSource.system());
    }

    private static SignedRequests requests(S3Settings settings) {
        return new SignedRequests(
                new LinkSigner(settings.accessKey(), settings.secretKey(), settings.region(), InstantSource.system()),
                BucketUrl.of(settings.endpoint(), settings.bucket(), settings.pathStyle()));
    }

    /** A store whose key lacks rights. */
    private static final class Store implements AutoCloseable {

        private final S3Proxy server;

        Store(Path folder, AuthenticationType signatures, Set<String> missing) throws Exception {
            Files.createDirectories(folder.resolve("media"));
            server = S3Proxy.builder()
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(signatures, "key", "secret")
                    .blobStore(new Restricted(
                            new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()), missing))
                    .build();
            server.start();
        }

        S3Settings settings() {
            return at("http://127.0.0.1:" + server.getPort());
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Restricted extends ForwardingBlobStore {

        private final Set<String> missing;

        Restricted(BlobStore store, Set<String> missing) {
            super(store);
            this.missing = missing;
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            require("put");
            return super.putBlob(request, body);
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            require("get");
            return super.getBlob(request);
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            require("delete");
            return super.removeBlob(request);
        }

        private void require(String right) {
            if (missing.contains(right)) {
                throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
            }
        }
    }
}
