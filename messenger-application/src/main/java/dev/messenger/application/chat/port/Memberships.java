package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which chat. What changes it is to be called with the chat locked ({@link Chats#lock}), so that it is decided one
 * after another and there is one owner at every instant. No cost grows with the number of members. Thread-safe.
 */
public interface Memberships {

    /** The membership of {@code user}, or empty. */
    Optional<Member> find(ChatId chat, UserId user);

    /** Makes {@code user} a plain member, to whom all that was written counts as read (rule H12). They must be none yet. */
    Member add(ChatId chat, UserId user, Instant now);

    /** Ends the membership of {@code user}, if there is one. */
    void remove(ChatId chat, UserId user);

    /** Gives a member another role. A chat never has two owners: the old one is to be lowered first. */
    void changeRole(ChatId chat, UserId user, Role role);

    /** The most senior member ({@link Member#SENIORITY}) but {@code leaver}; empty when nobody else is there. */
    Optional<Member> heir(ChatId chat, UserId leaver);

    /** Members by user id, ascending. */
    List<Member> page(ChatId chat, @Nullable UserId after, int limit);

    /** Members by {@link Member#SENIORITY}: of everyone, or of staff alone. */
    List<Member> senior(ChatId chat, boolean staffOnly, int limit);

    /** The groups and channels of {@code user}, by id. */
    List<ChatId> groupsAndChannelsOf(UserId user);

    /** {@code user} may not come back by themselves. */
    void ban(ChatId chat, UserId user);

    /** {@code user} may come back by themselves. */
    void pardon(ChatId chat, UserId user);

    /** Whether {@code user} was banned and not pardoned. */
    boolean isBanned(ChatId chat, UserId user);
}
