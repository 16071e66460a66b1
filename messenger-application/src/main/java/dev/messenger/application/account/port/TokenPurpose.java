package dev.messenger.application.account.port;

/** What a token that was mailed is good for. */
public enum TokenPurpose {
    /** Proving the mailbox (rule A2). */
    VERIFY_EMAIL,
    /** Choosing a new password (rule A8). */
    RESET_PASSWORD
}
