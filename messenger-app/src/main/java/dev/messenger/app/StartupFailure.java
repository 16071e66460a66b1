package dev.messenger.app;

/**
 * The server cannot start, for a reason that the operator can fix. The message is one line, shown without a stack trace.
 */
public final class StartupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one line that says what is wrong and what to do about it */
    public StartupFailure(String message) {
        super(message);
    }

    /**
     * @param message one line that says what is wrong and what to do about it
     * @param cause for the log
     */
    public StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
