package dev.messenger.application.media.port;

import java.net.URI;
import java.util.Map;

/**
 * Where and how to upload an object (rule D1).
 *
 * @param headers signed headers, which the request must carry
 */
public record UploadLink(URI url, Map<String, String> headers) {}
