package dev.messenger.domain.people;

/** The people to whom a user grants something (rule U1). */
public enum Audience {
    EVERYONE,
    /** The contacts of the user (rule U2). */
    CONTACTS,
    NOBODY
}
