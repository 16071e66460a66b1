package dev.messenger.adapter.redis;

import dev.messenger.domain.account.UserId;

/** The keys of presence, which {@link RedisPresence} describes. All keys of a prefix are in one hash slot. */
record PresenceKeys(String prefix) {

    /** The field with the time of the last request. */
    static final String REQUEST = "r";

    /** The prefix, before the node, of the fields with the times of the last heartbeats. */
    static final String NODE = "n:";

    /** The hash of a user. */
    String of(UserId user) {
        return "{" + prefix + "}:presence:" + user.value();
    }

    /** The sorted set of online users. */
    String online() {
        return "{" + prefix + "}:online";
    }

    /** A key that shows whether Redis stores what it is told. */
    String probe() {
        return "{" + prefix + "}:probe";
    }
}
