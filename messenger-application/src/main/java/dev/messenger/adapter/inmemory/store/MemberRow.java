package dev.messenger.adapter.inmemory.store;

import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.message.ReadPositions;

/** Someone in a chat. */
public record MemberRow(ChatId chat, UserId user, Role role, ReadPositions positions) {

    /** The same with other positions. */
    public MemberRow with(ReadPositions changed) {
        return new MemberRow(chat, user, role, changed);
    }
}
