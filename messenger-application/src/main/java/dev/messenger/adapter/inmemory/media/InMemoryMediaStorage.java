package dev.messenger.adapter.inmemory.media;

import dev.messenger.application.media.port.MediaStorage;
import dev.messenger.application.media.port.UploadLink;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import dev.messenger.domain.shared.Conflict;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.Unavailable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Objects in memory. Links work with this store alone; {@link #put} and {@link #get} refuse what an object store
 * refuses. Thread-safe.
 */
public final class InMemoryMediaStorage implements MediaStorage {

    private static final String SCHEME = "memory";
    private static final String BUCKET = "messenger";

    private final Map<ObjectKey, Download> objects = new ConcurrentHashMap<>();
    private final UnaryOperator<String> signer;
    private final InstantSource clock;
    private volatile boolean answering = true;

    /** @param signer signs links deterministically, with a secret */
    public InMemoryMediaStorage(UnaryOperator<String> signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public UploadLink uploadLink(ObjectKey key, MediaType type, long size, Duration validFor) {
        Map<String, String> headers =
                Map.of("Content-Type", type.mime(), "Content-Length", Long.toString(size), "If-None-Match", "*");
        long expires = clock.instant().plus(validFor).toEpochMilli();
        String signature = signer.apply(upload(key, headers, expires));
        return new UploadLink(link(key, "expires=" + expires + "&signature=" + signature), headers);
    }

    @Override
    public URI address(ObjectKey key) {
        return URI.create(SCHEME + "://" + BUCKET + "/" + key);
    }

    @Override
    public Optional<ObjectKey> keyOf(String url) {
        try {
            URI uri = new URI(url);
            String path = uri.getRawPath();
            boolean ours = SCHEME.equals(uri.getScheme()) && BUCKET.equals(uri.getRawAuthority());
            return ours && path != null && path.startsWith("/") && ObjectKey.matches(path.substring(1))
                    ? Optional.of(new ObjectKey(path.substring(1)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public URI downloadLink(ObjectKey key, MediaType type, Duration validFor) {
        long expires = clock.instant().plus(validFor).toEpochMilli();
        String signature = signer.apply(download(key, type.mime(), expires));
        return link(key, "type=" + type.mime() + "&expires=" + expires + "&signature=" + signature);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        requireAnswering();
        return Optional.ofNullable(objects.get(key))
                .map(object -> new StoredObject(object.contentType, object.bytes.length));
    }

    @Override
    public void remove(ObjectKey key) {
        requireAnswering();
        objects.remove(key);
    }

    /**
     * Uploads an object, as a client does by HTTP PUT.
     *
     * @param headers at least those of the upload link
     * @throws Forbidden when the link is altered or expired, or headers or length differ from the signed ones
     * @throws Conflict when the object exists
     * @throws Unavailable in an outage
     */
    public void put(URI uploadLink, Map<String, String> headers, byte[] bytes) {
        requireAnswering();
        ObjectKey key = keyOf(uploadLink.toString()).orElseThrow(InMemoryMediaStorage::refused);
        Map<String, String> query = queryOf(uploadLink);
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(headers);
        long expires = requireNotExpired(query);
        if (!isSigned(query, upload(key, given, expires))
                || !given.getOrDefault("Content-Length", "").equals(Integer.toString(bytes.length))) {
            throw refused();
        }
        Download object = new Download(given.getOrDefault("Content-Type", ""), bytes);
        if (objects.putIfAbsent(key, object) != null) {
            throw new Conflict("already_uploaded", "A file was uploaded under this link already. Ask for a new one.");
        }
    }

    /**
     * Downloads an object, as a client does by HTTP GET.
     *
     * @throws Forbidden when the link is altered or expired
     * @throws NotFound when there is no such object
     * @throws Unavailable in an outage
     */
    public Download get(URI downloadLink) {
        requireAnswering();
        ObjectKey key = keyOf(downloadLink.toString()).orElseThrow(InMemoryMediaStorage::refused);
        Map<String, String> query = queryOf(downloadLink);
        String type = query.getOrDefault("type", "");
        long expires = requireNotExpired(query);
        if (!isSigned(query, download(key, type, expires))) {
            throw refused();
        }
        return Optional.ofNullable(objects.get(key))
                .map(object -> new Download(type, object.bytes))
                .orElseThrow(() -> new NotFound("object_not_found", "There is no such file."));
    }

    /** Starts an outage ({@code false}) or ends it. */
    public void answer(boolean answering) {
        this.answering = answering;
    }

    private void requireAnswering() {
        if (!answering) {
            throw new Unavailable("storage_unavailable", "Files cannot be reached right now. Try again in a moment.");
        }
    }

    private long requireNotExpired(Map<String, String> query) {
        try {
            long expires = Long.parseLong(query.getOrDefault("expires", ""));
            if (clock.millis() < expires) {
                return expires;
            }
        } catch (NumberFormatException e) {
            // altered: refused below
        }
        throw refused();
    }

    private boolean isSigned(Map<String, String> query, String text) {
        return MessageDigest.isEqual(
                signer.apply(text).getBytes(StandardCharsets.UTF_8),
                query.getOrDefault("signature", "").getBytes(StandardCharsets.UTF_8));
    }

    private URI link(ObjectKey key, String query) {
        return URI.create(address(key) + "?" + query);
    }

    private static String upload(ObjectKey key, Map<String, String> headers, long expires) {
        return String.join(
                "\n",
                "PUT",
                key.value(),
                headers.getOrDefault("Content-Type", ""),
                headers.getOrDefault("Content-Length", ""),
                headers.getOrDefault("If-None-Match", ""),
                Long.toString(expires));
    }

    private static String download(ObjectKey key, String type, long expires) {
        return String.join("\n", "GET", key.value(), type, Long.toString(expires));
    }

    private static Map<String, String> queryOf(URI link) {
        Map<String, String> query = new TreeMap<>();
        String text = link.getRawQuery();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    private static Forbidden refused() {
        return new Forbidden("link_refused", "The link is altered or expired, or asks for other headers or bytes.");
    }

    /** A stored object, as a client receives it. */
    public static final class Download {

        private final String contentType;
        private final byte[] bytes;

        Download(String contentType, byte[] bytes) {
            this.contentType = contentType;
            this.bytes = bytes.clone();
        }

        /** The declared type, which a browser must not guess. */
        public String contentType() {
            return contentType;
        }

        /** Has the browser save the file instead of showing it as a page (rule D4). */
        public String contentDisposition() {
            return "attachment";
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
