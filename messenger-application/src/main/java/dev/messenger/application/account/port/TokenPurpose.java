package dev.messenger.application.account.port;

/** The purpose of a mailed token. */
public enum TokenPurpose {
    /** Verifies the email (rule A2). */
    VERIFY_EMAIL,
    /** Sets a new password (rule A8). */
    RESET_PASSWORD,
    /** Takes changes of an account back (rule A21); {@link AccountChanges} has its tokens. */
    UNDO_CHANGES
}
