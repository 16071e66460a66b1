package dev.messenger.domain.shared;

/** What was asked for does not exist, or the caller may not see it, which must look the same (rule C6). */
public non-sealed class NotFound extends MessengerException {

    private static final long serialVersionUID = 1L;

    /**
     * @param code a stable {@code snake_case} word
     * @param detail a sentence that a person can act on
     */
    public NotFound(String code, String detail) {
        super(code, detail);
    }
}
