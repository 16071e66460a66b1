package dev.messenger.application.cache;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;

/** Something whose change makes a cache entry stale. An entry carries the tags of everything that it was read from. */
public sealed interface CacheTag {

    /** A chat with everything in it: profile, members, messages, read positions, preferences of members. */
    record Chat(ChatId id) implements CacheTag {}

    /** A person: profile, privacy, relationships, and which chats they are in. */
    record Person(UserId id) implements CacheTag {}

    /** The existing messages of a chat, as far as all members see the same: edits, deletions, but no read positions. */
    record ChatMessages(ChatId chat) implements CacheTag {}

    /** The arrival of messages in a chat. */
    record NewMessages(ChatId chat) implements CacheTag {}
}
