package dev.messenger.app.testing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An upload that the server has granted to a person. */
public final class Uploading {

    private final Person owner;
    private final String type;
    private final byte[] bytes;
    private final JsonNode link;

    private Uploading(Person owner, String type, byte[] bytes, JsonNode link) {
        this.owner = owner;
        this.type = type;
        this.bytes = bytes.clone();
        this.link = link;
    }

    /** Requests an upload of these bytes. */
    public static Uploading of(Person owner, String type, byte[] bytes) {
        JsonNode link = owner.api()
                .post(
                        "/api/v1/media/upload-url",
                        Map.of("file_name", "a file", "file_type", type, "file_size", bytes.length))
                .expect(200)
                .json();
        return new Uploading(owner, type, bytes, link);
    }

    /** A finished upload. */
    public static Uploading done(Person owner, String type, byte[] bytes) {
        Uploading uploading = of(owner, type, bytes);
        Api.send(uploading.put()).expect(200);
        return uploading;
    }

    /** The response of the server. */
    public JsonNode link() {
        return link;
    }

    /** The same upload with other bytes than declared. */
    public Uploading withBytes(byte[] others) {
        return new Uploading(owner, type, others, link);
    }

    /** The request that uploads the bytes. */
    public HttpRequest.Builder put() {
        HttpRequest.Builder put = HttpRequest.newBuilder(
                        URI.create(link.get("upload_url").asString()))
                .PUT(BodyPublishers.ofByteArray(bytes));
        link.get("required_headers").properties().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Content-Length")) // the HTTP client sets it
                .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
        return put;
    }

    /** The URL that identifies the file in requests. */
    public String fileUrl() {
        return link.get("file_url").asString();
    }

    /** Attaches the file to a message of its owner. */
    public Api.Response attachTo(long message) {
        return owner.api().post("/api/v1/media/attachments", attachment(message));
    }

    /** The body of the request that attaches the file. */
    public Map<String, Object> attachment(long message) {
        return Map.of("message_id", message, "file_url", fileUrl(), "file_type", type, "file_size", bytes.length);
    }

    /** Downloads from a link. */
    public static Api.Response download(String url) {
        return Api.send(HttpRequest.newBuilder(URI.create(url)));
    }
}
