package dev.messenger.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.media.port.UploadLink;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.media.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links with the bucket in the host name, against a store that expects it there. */
@Tag("D1")
class VirtualHostStyleIT {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ObjectKey key = ObjectKey.upload(Unique.name("host"), MediaType.PNG);

    @TempDir
    private Path folder;

    private S3Proxy store;
    private S3MediaStorage storage;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("media"));
        store = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                .virtualHost("store.example")
                .build();
        store.start();
        URI address = URI.create("http://store.example:" + store.getPort());
        storage = new S3MediaStorage(
                new S3Settings(address, address, "key", "secret", "media", "us-east-1", false), InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        storage.close();
        store.stop();
    }

    @Test
    void theStoreTakesAndServesByThem() throws IOException {
        UploadLink link = storage.uploadLink(key, MediaType.PNG, 4, HOUR);
        assertThat(link.url().getHost()).isEqualTo("media.store.example");
        assertThat(link.url().getRawPath()).isEqualTo("/" + key);

        assertThat(send("PUT", link.url(), Map.of("Content-Type", "image/jpeg", "If-None-Match", "*"), "data"))
                .startsWith("HTTP/1.1 403");
        assertThat(send("PUT", link.url(), Map.of("Content-Type", "image/png", "If-None-Match", "*"), "data"))
                .startsWith("HTTP/1.1 200");
        assertThat(send("GET", storage.downloadLink(key, MediaType.PNG, HOUR), Map.of(), ""))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-type: image/png")
                .containsIgnoringCase("content-disposition: attachment")
                .endsWith("data");
    }

    /** A raw HTTP request, since the host name does not resolve. */
    private String send(String method, URI link, Map<String, String> headers, String body) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + link.getRawPath() + "?" + link.getRawQuery()
                + " HTTP/1.1\r\nHost: " + link.getAuthority() + "\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (method.equals("PUT")) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        request.append("\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), store.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
