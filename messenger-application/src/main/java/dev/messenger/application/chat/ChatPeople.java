package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.domain.account.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The people in some chats, without the viewer.
 *
 * @param members of chats that are small enough to name their members
 * @param counterparts the other sides of private chats
 */
record ChatPeople(Set<UserId> members, Set<UserId> counterparts) {

    static ChatPeople in(List<ChatEntry> entries) {
        Set<UserId> members = new HashSet<>();
        Set<UserId> counterparts = new HashSet<>();
        for (ChatEntry entry : entries) {
            if (entry.otherMembers() != null) {
                members.addAll(entry.otherMembers());
            }
            if (entry.counterpart() != null) {
                counterparts.add(entry.counterpart().id());
            }
        }
        return new ChatPeople(members, counterparts);
    }
}
