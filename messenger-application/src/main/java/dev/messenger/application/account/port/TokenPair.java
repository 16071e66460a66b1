package dev.messenger.application.account.port;

/** The tokens of a session: a short-lived one for requests, and a long-lived one that gets a new pair. */
public record TokenPair(String accessToken, String refreshToken) {

    @Override
    public String toString() {
        return "TokenPair[hidden]";
    }
}
