package dev.messenger.testing;

import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreCoordinates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.utility.DockerImageName;

/** Empty buckets of an S3 store. Thread-safe. */
public final class TestBuckets {

    private static final String REGION = "us-east-1";

    private TestBuckets() {}

    /** The store with a new and empty bucket. */
    public static StoreCoordinates fresh() {
        StoreCoordinates store = Server.STORE;
        String bucket = "test-" + UUID.randomUUID();
        URI url = S3Requests.presign(store, "PUT", "/" + bucket, Map.of());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Cannot create a bucket for a test: " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot create a bucket for a test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return new StoreCoordinates(store.endpoint(), store.accessKey(), store.secretKey(), bucket, store.region());
    }

    /** {@code http://access-key:secret-key@host:port/region}; the region may be left out. */
    static StoreCoordinates store(URI url) {
        String[] keys = url.getUserInfo().split(":", 2);
        String region = url.getPath().replace("/", "");
        return new StoreCoordinates(
                URI.create(url.getScheme() + "://" + url.getHost() + (url.getPort() == -1 ? "" : ":" + url.getPort())),
                keys[0],
                keys[1],
                "",
                region.isEmpty() ? REGION : region);
    }

    private static final class Server {

        static final StoreCoordinates STORE = new ServiceSource<>(
                        "TEST_S3_URL",
                        url -> store(URI.create(url)),
                        Server::container,
                        new Selection(false, false, true),
                        EmbeddedServices::store)
                .find();

        private static StoreCoordinates container() {
            MinIOContainer minio = new MinIOContainer(DockerImageName.parse("minio/minio:latest"));
            minio.start();
            return new StoreCoordinates(
                    URI.create(minio.getS3URL()), minio.getUserName(), minio.getPassword(), "", REGION);
        }
    }
}
