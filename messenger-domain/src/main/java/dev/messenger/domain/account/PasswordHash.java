package dev.messenger.domain.account;

/**
 * A password as it is stored (rule A1).
 *
 * @param value the encoded hash with its algorithm and parameters (PHC string)
 */
public record PasswordHash(String value) {

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
