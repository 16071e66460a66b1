package dev.messenger.application.media.port;

import java.net.URI;
import java.util.Map;

/**
 * Where and how to put an object (rule D1).
 *
 * @param headers that the request has to carry, as they are signed
 */
public record UploadLink(URI url, Map<String, String> headers) {}
