package dev.messenger.application.account;

/** What a token that was mailed is good for. */
public enum TokenPurpose {
    VERIFY_EMAIL
}
