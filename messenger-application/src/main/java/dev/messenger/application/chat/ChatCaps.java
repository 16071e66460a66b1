package dev.messenger.application.chat;

import dev.messenger.application.chat.port.Memberships;
import dev.messenger.application.shared.Settings;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.shared.RuleViolation;
import java.util.HashSet;
import java.util.Set;

/**
 * Caps the chats of a user and the members of a chat (rules H16, H17). Call it in the transaction that adds, after the lock of the
 * chat: it locks users, so that no two additions take one free place. Thread-safe.
 */
final class ChatCaps {

    private static final String TOO_MANY_CHATS = "too_many_chats";

    private final Memberships memberships;
    private final Settings.Caps caps;

    ChatCaps(Memberships memberships, Settings.Caps caps) {
        this.memberships = memberships;
        this.caps = caps;
    }

    /** @throws RuleViolation {@code too_many_members} when a chat of this type may not have so many */
    void requireRoom(ChatType type, int members) {
        if (members > caps.membersOf(type)) {
            throw new RuleViolation(
                    "too_many_members",
                    "This chat may have %d members. Remove some, or open another one.".formatted(caps.membersOf(type)));
        }
    }

    /** @throws RuleViolation {@code too_many_chats} when {@code caller} may enter no further chat */
    void requireRoom(UserId caller) {
        if (!memberships.lockBusy(Set.of(caller), caps.chats()).isEmpty()) {
            throw new RuleViolation(
                    TOO_MANY_CHATS, "You are in %d chats, the most there may be. Leave some.".formatted(caps.chats()));
        }
    }

    /**
     * Requires room for users whom somebody else puts into a chat.
     *
     * @param field the name of the parameter that names them
     * @throws RuleViolation {@code too_many_chats} when one is in so many that the rest is kept for chats of their own choice
     */
    void requireRoom(Set<UserId> others, String field) {
        refuseOthers(memberships.lockBusy(others, caps.chatsByOthers()), field);
    }

    /** {@link #requireRoom(UserId)} and {@link #requireRoom(Set, String)} at once, which lock the users in one order. */
    void requireRoom(UserId caller, Set<UserId> others, String field) {
        Set<UserId> all = new HashSet<>(others);
        all.add(caller);
        Set<UserId> busy = new HashSet<>(memberships.lockBusy(all, caps.chatsByOthers()));
        if (busy.remove(caller)) {
            requireRoom(caller);
        }
        refuseOthers(busy, field);
    }

    /**
     * Requires that the caller may own one more group or channel. Their lock is held.
     *
     * @throws RuleViolation {@code too_many_chats}
     */
    void requireOwnable(UserId caller) {
        if (memberships.countOwned(caller) >= caps.ownedChats()) {
            throw new RuleViolation(
                    TOO_MANY_CHATS,
                    "You own %d groups and channels, the most there may be. Delete some, or hand them over."
                            .formatted(caps.ownedChats()));
        }
    }

    /**
     * Requires that another user may own one more group or channel.
     *
     * @param field the name of the parameter that names them
     * @throws RuleViolation {@code too_many_chats}
     */
    void requireOwnableBy(UserId other, String field) {
        memberships.lockBusy(Set.of(other), caps.chats());
        if (memberships.countOwned(other) >= caps.ownedChats()) {
            throw new RuleViolation(
                    TOO_MANY_CHATS,
                    field + ": this user owns as many groups and channels as one may. Choose another one.");
        }
    }

    private static void refuseOthers(Set<UserId> busy, String field) {
        busy.stream().findFirst().ifPresent(user -> {
            throw new RuleViolation(
                    TOO_MANY_CHATS, field + ": user " + user + " is in too many chats to be put into another one.");
        });
    }
}
