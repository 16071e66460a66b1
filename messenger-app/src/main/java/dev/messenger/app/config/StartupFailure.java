package dev.messenger.app.config;

/** The server cannot start for a reason that its operator can mend. The message is one line, to be shown without a stack trace. */
public final class StartupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one line: the problem and its remedy */
    public StartupFailure(String message) {
        super(message);
    }

    /**
     * @param message one line: the problem and its remedy
     * @param cause for the log
     */
    public StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
