package dev.messenger.application.account.port;

/**
 * What a sign-in hands out.
 *
 * @param accessToken short-lived, for every request
 * @param refreshToken long-lived, for a new pair
 */
public record TokenPair(String accessToken, String refreshToken) {

    @Override
    public String toString() {
        return "TokenPair[hidden]";
    }
}
