package dev.messenger.domain.media;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;
import java.net.URI;
import java.net.URISyntaxException;

/** The picture of a user or a chat (rule U4). */
public sealed interface Avatar {

    /** The longest address of a picture elsewhere. */
    int MAX_LENGTH = 2048;

    /** A picture in the store; it is shown by a signed link (rule D4). */
    record Uploaded(ObjectKey key) implements Avatar {

        @Override
        public String stored() {
            return key.value();
        }
    }

    /** A picture somewhere else; nobody but its viewers ever fetches it. */
    record Outside(URI url) implements Avatar {

        @Override
        public String stored() {
            return url.toString();
        }
    }

    /** One text to keep it by, which {@link #ofStored} understands. */
    String stored();

    /** What {@link #stored()} stands for. */
    static Avatar ofStored(String text) {
        return ObjectKey.matches(text) ? new Uploaded(new ObjectKey(text)) : new Outside(URI.create(text));
    }

    /**
     * A picture elsewhere.
     *
     * @param field the name of the value for the error
     * @param text an address of http or https, without a login
     * @throws InvalidValue when it is none, or too long
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
            // said below
        }
        throw new InvalidValue(field, "must be an http or https URL, or the file_url of an image that you uploaded");
    }
}
