package dev.messenger.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded service cannot start. The message is one line for the operator, to be shown without a stack trace. */
public final class ServiceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceFailure(String message) {
        super(message);
    }

    ServiceFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
