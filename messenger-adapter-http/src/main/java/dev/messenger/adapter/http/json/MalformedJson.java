package dev.messenger.adapter.http.json;

/** The text is not JSON, or not a JSON object (rule C4). The message may be shown to the client. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message, null, false, false);
    }
}
