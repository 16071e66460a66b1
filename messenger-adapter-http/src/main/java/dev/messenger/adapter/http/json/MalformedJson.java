package dev.messenger.adapter.http.json;

/** A text that is not JSON, or JSON that is no object (rule C4). Its message is fit for the client. */
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message, null, false, false);
    }
}
