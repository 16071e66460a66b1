package dev.messenger.domain.people;

/** Whom a user lets near something of theirs (rule U1). */
public enum Audience {
    EVERYONE,
    /** Who stands in the user's own contact list (rule U2). */
    CONTACTS,
    NOBODY
}
