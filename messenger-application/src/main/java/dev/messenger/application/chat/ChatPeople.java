package dev.messenger.application.chat;

import dev.messenger.application.chat.port.ChatEntry;
import dev.messenger.domain.account.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The people in some chats, but the viewer.
 *
 * @param company the members of chats that are small enough to name them
 * @param counterparts the other sides of private chats
 */
record ChatPeople(Set<UserId> company, Set<UserId> counterparts) {

    static ChatPeople in(List<ChatEntry> entries) {
        Set<UserId> company = new HashSet<>();
        Set<UserId> counterparts = new HashSet<>();
        for (ChatEntry entry : entries) {
            if (entry.company() != null) {
                company.addAll(entry.company());
            }
            if (entry.counterpart() != null) {
                counterparts.add(entry.counterpart().id());
            }
        }
        return new ChatPeople(company, counterparts);
    }
}
