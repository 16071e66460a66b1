package dev.messenger.domain.media;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.net.URI;
import java.net.URISyntaxException;

/** The picture of a user or a chat (rule U4). */
public sealed interface Avatar {

    /** The longest URL of a picture on another host. */
    int MAX_LENGTH = 2048;

    /** A picture in the object store, shown by a signed link (rule D4). */
    record Uploaded(ObjectKey key) implements Avatar {

        @Override
        public String stored() {
            return key.value();
        }
    }

    /** A picture on another host; only its viewers fetch it, never the server. */
    record Outside(URI url) implements Avatar {

        @Override
        public String stored() {
            return url.toString();
        }
    }

    /** The stored form, which {@link #ofStored} parses. */
    String stored();

    /** The avatar of a stored form. */
    static Avatar ofStored(String text) {
        return ObjectKey.matches(text) ? new Uploaded(new ObjectKey(text)) : new Outside(URI.create(text));
    }

    /**
     * A picture on another host.
     *
     * @param field the name of the field, for the error
     * @param text an http or https URL without a login
     * @throws InvalidValue when it is not such a URL, or too long
     */
    static Avatar outside(String field, String text) {
        if (Text.length(Text.storable(field, text)) > MAX_LENGTH) {
            throw new InvalidValue(field, "must have at most %d characters".formatted(MAX_LENGTH));
        }
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null && url.getRawUserInfo() == null) {
                return new Outside(url);
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new InvalidValue(field, "must be an http or https URL, or the file_url of an image that you uploaded");
    }
}
