package dev.messenger.contracts.shared;

import java.util.UUID;

/** Unique names, so that tests can share one database and run in parallel. */
public final class Unique {

    private Unique() {}

    /** {@code prefix} and 20 hexadecimal digits. */
    public static String name(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** 24 characters of {@code A-Z 0-9}. */
    public static String publicId() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .toUpperCase(java.util.Locale.ROOT)
                .substring(0, 24);
    }
}
