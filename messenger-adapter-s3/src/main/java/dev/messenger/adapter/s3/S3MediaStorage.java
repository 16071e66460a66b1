package dev.messenger.adapter.s3;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Unavailable;
import io.minio.errors.ErrorResponseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Files in one bucket of an S3 store. Links are signed without a request to the store; requests take 5 seconds at most (rule D5).
 * Thread-safe.
 */
public final class S3MediaStorage implements MediaStorage, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(S3MediaStorage.class);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final Set<String> KEY_REFUSED =
            Set.of("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch");

    private final S3Settings settings;
    private final LinkSigner signer;
    private final BucketUrl publicUrl;
    private final List<BucketUrl> addresses;
    private final Bucket bucket;
    private final LongPredicate hasRoom;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A store that has room as far as anybody knows. Sends no request. */
    public S3MediaStorage(S3Settings settings, InstantSource clock) {
        this(settings, clock, bytes -> true);
    }

    /**
     * Sends no request.
     *
     * @param hasRoom whether the store has room for so many bytes (rule D8)
     */
    public S3MediaStorage(S3Settings settings, InstantSource clock, LongPredicate hasRoom) {
        this.settings = settings;
        this.hasRoom = hasRoom;
        signer = new LinkSigner(settings.accessKey(), settings.secretKey(), settings.region(), clock);
        publicUrl = BucketUrl.of(settings.publicUrl(), settings.bucket(), settings.pathStyle());
        addresses = List.of(publicUrl, BucketUrl.of(settings.endpoint(), settings.bucket(), settings.pathStyle()));
        bucket = new Bucket(settings);
    }

    /**
     * Creates the bucket if it is missing. When the store is away or refuses, this returns and goes on trying in the background.
     */
    public void ensureBucket() {
        try {
            createIfMissing();
        } catch (Unavailable e) {
            retryInBackground(e);
        }
    }

    /**
     * Checks at the start that the store can be used, with requests that take seconds (rule D11): tries the key and its rights, creates
     * the bucket if it is missing, and warns in the log when the store obeys headers that links do not sign. When the store is down,
     * this returns and creates the bucket later.
     *
     * @throws StoreRefusal if the address, the key, its rights, the region or the bucket is wrong
     */
    public void requireUsable() {
        SignedRequests requests =
                new SignedRequests(signer, BucketUrl.of(settings.endpoint(), settings.bucket(), settings.pathStyle()));
        try {
            StoreCheck check = new StoreCheck(
                    requests, settings.bucket(), UUID.randomUUID().toString().replace("-", ""));
            if (!check.findsBucket()) {
                createBucket();
            }
            warn(check.run());
        } catch (Unavailable e) {
            retryInBackground(e);
        } finally {
            requests.close();
        }
    }

    private static void warn(List<String> obeyed) {
        if (!obeyed.isEmpty()) {
            log.warn(
                    "The object store obeys headers that a link does not sign ({}){}",
                    String.join(", ", obeyed),
                    obeyed.contains(StoreCheck.COPY)
                            ? ": whoever has an upload link and knows a key can read that file. docs/operations.md,"
                                    + " Files, says what to do."
                            : ".");
        }
    }

    private void createBucket() {
        try {
            createIfMissing();
        } catch (Unavailable e) {
            throw new StoreRefusal(
                    StoreRefusal.Fault.BUCKET,
                    "the bucket %s is missing, and the key may not create it".formatted(settings.bucket()),
                    e);
        }
    }

    /** What keeps the store from serving files, as a sentence; empty when nothing does. Answers within 5 seconds (rule O6). */
    public Optional<String> trouble() {
        try {
            return bucket.exists() ? Optional.empty() : Optional.of("The file store has no bucket.");
        } catch (Unavailable e) {
            return Optional.of(
                    e.getCause() instanceof ErrorResponseException refusal
                                    && KEY_REFUSED.contains(
                                            refusal.errorResponse().code())
                            ? "The file store refuses the key."
                            : "The file store does not answer.");
        }
    }

    @Override
    public UploadLink uploadLink(ObjectKey key, MediaType type, long size, Duration validFor) {
        if (!hasRoom.test(size)) {
            throw new Unavailable("storage_full", "There is no room for files at present. Try again later.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type.mime());
        headers.put("Content-Length", Long.toString(size));
        headers.put("If-None-Match", "*"); // never overwrites an object
        URI url = signer.sign(SdkHttpMethod.PUT, address(key), headers, Map.of(), validFor);
        return new UploadLink(url, Collections.unmodifiableMap(headers));
    }

    @Override
    public URI address(ObjectKey key) {
        return publicUrl.address(key);
    }

    /** Accepts addresses with the public URL and with the endpoint. */
    @Override
    public Optional<ObjectKey> keyOf(String url) {
        try {
            URI uri = new URI(url);
            return addresses.stream()
                    .flatMap(address -> address.keyOf(uri).stream())
                    .findFirst();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public URI downloadLink(ObjectKey key, MediaType type, Duration validFor) {
        Map<String, String> responseHeaders =
                Map.of("response-content-disposition", "attachment", "response-content-type", type.mime());
        return signer.sign(SdkHttpMethod.GET, address(key), Map.of(), responseHeaders, validFor);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return bucket.stat(key).map(found -> new StoredObject(withoutParameters(found.contentType()), found.size()));
    }

    @Override
    public void remove(ObjectKey key) {
        bucket.remove(key);
    }

    /** Stops the background task and closes the connections. */
    @Override
    public void close() {
        closed.countDown();
        bucket.close();
    }

    private void createIfMissing() {
        if (!bucket.exists()) {
            bucket.create();
            log.info("Created the bucket {} in {}", settings.bucket(), settings.endpoint());
        }
    }

    private void retryInBackground(Unavailable reason) {
        log.warn("{}: cannot check or create the bucket, trying again: {}", settings, reason.getMessage());
        Thread.ofVirtual().name("ensure-bucket").start(this::retryUntilCreated);
    }

    private void retryUntilCreated() {
        try {
            while (!closed.await(RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    createIfMissing();
                    return;
                } catch (Unavailable e) {
                    log.debug("{}: still no bucket", settings, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String withoutParameters(String contentType) {
        String type = contentType == null ? UNKNOWN_TYPE : contentType;
        return type.split(";", 2)[0].strip();
    }
}
