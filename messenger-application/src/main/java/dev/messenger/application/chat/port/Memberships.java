package dev.messenger.application.chat.port;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Member;
import dev.messenger.domain.chat.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of chats. Methods that change them require the lock of the chat ({@link Chats#lock}), so that there is always one owner. No
 * cost grows with the number of members. Thread-safe.
 */
public interface Memberships {

    /** The membership of {@code user}, or empty. */
    Optional<Member> find(ChatId chat, UserId user);

    /** Adds {@code user}, who must not be a member, as a plain member. Present messages count as read (rule H12). */
    Member add(ChatId chat, UserId user, Instant now);

    /** Ends the membership of {@code user}, if there is one. */
    void remove(ChatId chat, UserId user);

    /** Changes the role of a member. A chat never has two owners: demote the old one first. */
    void changeRole(ChatId chat, UserId user, Role role);

    /** The most senior member ({@link Member#SENIORITY}) except {@code leaver}; empty when there is nobody else. */
    Optional<Member> heir(ChatId chat, UserId leaver);

    /** Members by user id, ascending. */
    List<Member> page(ChatId chat, @Nullable UserId after, int limit);

    /** All members, or staff only, by {@link Member#SENIORITY}. */
    List<Member> senior(ChatId chat, boolean staffOnly, int limit);

    /**
     * Locks users, in the order of their ids, until the transaction ends, so that the numbers of their chats change in one transaction
     * at a time. Lock a chat before the users.
     *
     * @return those who are in at least {@code chats} chats
     */
    Set<UserId> lockBusy(Set<UserId> users, int chats);

    /** How many groups and channels {@code user} owns. Requires the lock of the user ({@link #lockBusy}) to be exact. */
    int countOwned(UserId user);

    /** The groups and channels of {@code user}, by id. */
    List<ChatId> groupsAndChannelsOf(UserId user);

    /** Bans {@code user}, who cannot join again. */
    void ban(ChatId chat, UserId user);

    /** Ends a ban. */
    void unban(ChatId chat, UserId user);

    boolean isBanned(ChatId chat, UserId user);
}
