package dev.messenger.adapter.redis;

import dev.messenger.domain.account.UserId;

/** Where presence is in Redis: {@link RedisPresence} says what is there. All keys of a prefix are in one hash slot. */
record PresenceKeys(String prefix) {

    /** The field with the last request. */
    static final String REQUEST = "r";

    /** What the fields with the last heartbeats begin with, before the node. */
    static final String NODE = "n:";

    /** The hash of a user. */
    String of(UserId user) {
        return "{" + prefix + "}:presence:" + user.value();
    }

    /** The sorted set of who is online. */
    String online() {
        return "{" + prefix + "}:online";
    }
}
